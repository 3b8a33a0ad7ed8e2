using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Sessions;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>Shows a session as it goes, on the terminal and in its log: one line per transition, order, fill and alert. Silent about what a resumed session did before.</summary>
internal sealed class SessionLines(IAnsiConsole console) : ISessionSink, IDisposable
{
    private readonly Lock _lock = new();
    private SessionLog? _log;
    private bool _isBegun;

    /// <summary>Lines go into the session's log from here on.</summary>
    public void Keep(SessionFolder folder) => _log = new SessionLog(folder);

    /// <summary>Effects are shown from here on.</summary>
    /// <param name="key">The session's.</param>
    /// <param name="plan">What runs.</param>
    /// <param name="resumed">The session as it was taken up; <see langword="null"/> for a new one.</param>
    public void Begin(string key, SessionPlan plan, SessionRunner? resumed)
    {
        Line("bold", AlertSeverity.Info, $"session {key}: {plan.Description.SessionType} of {string.Join(", ", plan.Description.StrategyNames)} on {string.Join(", ", plan.Description.Symbols)}");
        if (resumed is not null)
        {
            Line("bold", AlertSeverity.Info, Resumed(resumed, plan));
            foreach (var machine in resumed.Engine.Machines.Where(m => m.State != MachineState.Monitoring))
                Line("", AlertSeverity.Info, $"{machine.StrategyName} on {machine.Symbol} is {Names.Of(machine.State)}");
        }

        _isBegun = true;
    }

    public void Log(AlertSeverity severity, string text) => Line(Colour(severity), severity, text);

    /// <summary>For the log alone.</summary>
    public void Detail(string text) => _log?.Detail(text);

    /// <summary>For the log alone; the terminal is told by whoever catches it.</summary>
    public void Failed(Exception exception) => _log?.Failed(exception);

    public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        if (!_isBegun)
            return;
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Transition t:
                    Line("", AlertSeverity.Info, $"{Time(t.Time)}  {t.Symbol,-10} {t.StrategyName}: {Names.Of(t.FromState)} → {Names.Of(t.ToState)}  {(t.Section is { } section ? section + " " : "")}{t.Reason}");
                    break;
                case Order { Status: OrderStatus.Pending } o:
                    Line("blue", AlertSeverity.Info, $"{Time(o.CreatedAt)}  {o.Symbol,-10} order {o.OrderId}: {Names.Of(o.Side)} {Names.Of(o.PositionSide)} {Number(o.Quantity)} {Names.Of(o.OrderType)} at {Number(o.RequestedPrice)}");
                    break;
                case Order { Status: OrderStatus.Rejected or OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Unknown } o:
                    Line("yellow", AlertSeverity.Warning, $"{Time(o.UpdatedAt)}  {o.Symbol,-10} order {o.OrderId}: {Names.Of(o.Status)} {o.RejectionReason}");
                    break;
                case Fill f:
                    Line("green", AlertSeverity.Info, $"{Time(f.Time)}  {f.Symbol,-10} fill of {f.OrderId}: {Number(f.Quantity)} at {Number(f.Price)}, fee {Number(f.Commission)}");
                    break;
                case Trade t:
                    Line(t.Pnl > 0 ? "green" : "red", AlertSeverity.Info, $"{Time(t.ExitTime)}  {t.Symbol,-10} trade {t.TradeId}: {t.Pnl.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)} ({t.ExitReason})");
                    break;
                case LevelChanged l:
                    Line("bold yellow", AlertSeverity.Warning, $"{Time(l.Time)}  {l.From} → {l.To} by {l.By}");
                    break;
                case TradingHalted h:
                    Line("bold red", AlertSeverity.Critical, $"{Time(h.Time)}  halted: {h.Rule} limit {Number(h.Limit)} actual {Number(h.Actual)}");
                    break;
                case Alert a:
                    Line(Colour(a.Severity), a.Severity, $"{Time(a.RaisedAt)}  {a.Symbol,-10} {a.Rule}: {a.Text}");
                    break;
            }
        }
    }

    public void Dispose()
    {
        _log?.Dispose();
        _log = null;
    }

    private static string Resumed(SessionRunner runner, SessionPlan plan)
    {
        var positions = plan.Settings.Instruments
            .Select((instrument, index) => (instrument.Symbol, Position: runner.Engine.PositionOn(index)))
            .Where(p => p.Position is not null)
            .Select(p => $"{Names.Of(p.Position!.Side)} {Number(p.Position.Quantity)} {p.Symbol}")
            .ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"resumed after {runner.Inputs:N0} inputs, the last at {Time(runner.Time)}; balance {Number(runner.Engine.Balance)}, {(positions.Count == 0 ? "no position" : string.Join(", ", positions))}, {runner.Engine.Level}");
    }

    private static string Colour(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "bold red",
        AlertSeverity.Warning => "yellow",
        _ => "grey",
    };

    private static string Time(Sdk.MarketData.Timestamp time) => time.ToString()[..23].Replace('T', ' ');

    private static string Number(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private void Line(string style, AlertSeverity severity, string text)
    {
        lock (_lock)
        {
            // Piped, a line is a line however long.
            if (Console.IsOutputRedirected)
                console.Profile.Out.Writer.WriteLine(text);
            else
                console.Write(new Text(text + "\n", style.Length == 0 ? Style.Plain : Style.Parse(style)));
        }

        _log?.Write(severity, text);
    }
}
