using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Sessions;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>Shows a session as it goes: one line per transition, order, fill and alert.</summary>
internal sealed class SessionLines(IAnsiConsole console) : ISessionSink
{
    private readonly Lock _lock = new();

    public void Begin(string key, SessionPlan plan) => Line(
        "bold", $"session {key}: {plan.Description.SessionType} of {string.Join(", ", plan.Description.StrategyNames)} on {string.Join(", ", plan.Description.Symbols)}");

    public void Log(AlertSeverity severity, string text) => Line(Colour(severity), text);

    public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Transition t:
                    Line("", $"{Time(t.Time)}  {t.Symbol,-10} {t.StrategyName}: {Names.Of(t.FromState)} → {Names.Of(t.ToState)}  {(t.Section is { } section ? section + " " : "")}{t.Reason}");
                    break;
                case Order { Status: OrderStatus.Pending } o:
                    Line("blue", $"{Time(o.CreatedAt)}  {o.Symbol,-10} order {o.OrderId}: {Names.Of(o.Side)} {Names.Of(o.PositionSide)} {Number(o.Quantity)} {Names.Of(o.OrderType)} at {Number(o.RequestedPrice)}");
                    break;
                case Order { Status: OrderStatus.Rejected or OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Unknown } o:
                    Line("yellow", $"{Time(o.UpdatedAt)}  {o.Symbol,-10} order {o.OrderId}: {Names.Of(o.Status)} {o.RejectionReason}");
                    break;
                case Fill f:
                    Line("green", $"{Time(f.Time)}  {f.Symbol,-10} fill of {f.OrderId}: {Number(f.Quantity)} at {Number(f.Price)}, fee {Number(f.Commission)}");
                    break;
                case Trade t:
                    Line(t.Pnl > 0 ? "green" : "red", $"{Time(t.ExitTime)}  {t.Symbol,-10} trade {t.TradeId}: {t.Pnl.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)} ({t.ExitReason})");
                    break;
                case LevelChanged l:
                    Line("bold yellow", $"{Time(l.Time)}  {l.From} → {l.To} by {l.By}");
                    break;
                case TradingHalted h:
                    Line("bold red", $"{Time(h.Time)}  halted: {h.Rule} limit {Number(h.Limit)} actual {Number(h.Actual)}");
                    break;
                case Alert a:
                    Line(Colour(a.Severity), $"{Time(a.RaisedAt)}  {a.Symbol,-10} {a.Rule}: {a.Text}");
                    break;
            }
        }
    }

    private static string Colour(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "bold red",
        AlertSeverity.Warning => "yellow",
        _ => "grey",
    };

    private static string Time(Sdk.MarketData.Timestamp time) => time.ToString()[..23].Replace('T', ' ');

    private static string Number(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private void Line(string style, string text)
    {
        lock (_lock)
        {
            // Piped, a line is a line however long.
            if (Console.IsOutputRedirected)
                console.Profile.Out.Writer.WriteLine(text);
            else
                console.Write(new Text(text + "\n", style.Length == 0 ? Style.Plain : Style.Parse(style)));
        }
    }
}
