using System.ComponentModel;
using System.Globalization;
using PluginTrading.Cli.Results;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Display;
using PluginTrading.Storage;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading session show</c>: a session as the store has it.</summary>
internal sealed class SessionShowCommand(IAnsiConsole console) : Command<SessionShowCommand.Settings>
{
    private const int Rows = 10;

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            if (store.Find(settings.Session) is not { } session)
            {
                Console.Error.WriteLine($"There is no session '{settings.Session}' in {store.Name}. See plugintrading session list.");
                return CommandOutcome.BadInput;
            }

            if (settings.Json)
            {
                console.Profile.Out.Writer.WriteLine(SessionJson.Of(store, session));
                return CommandOutcome.Done;
            }

            ResultSummary.Unwrap(console);
            Write(store, session);
            return CommandOutcome.Done;
        },
        cancellationToken);

    private void Write(SessionStore store, SessionRow session)
    {
        console.MarkupLine($"[bold]{session.SessionKey ?? session.Id.ToString(CultureInfo.InvariantCulture)}[/]  {session.SessionType}  {SessionListCommand.Status(session.Status)} {Markup.Escape(session.StatusReason ?? "")}");
        console.WriteLine($"balance {FigureText.Amount(session.Totals.CurrentBalance)} {session.QuoteCurrency}, P&L {FigureText.Signed(session.Totals.TotalPnl)}, {session.Totals.TotalTrades} trades");
        if (store.LatestWallet(session.Id) is { } wallet)
            console.WriteLine($"wallet: available {FigureText.Amount(wallet.Available)}, margin used {FigureText.Amount(wallet.MarginUsed)}, unrealized {FigureText.Signed(wallet.UnrealizedPnl)}, margin ratio {(wallet.MarginRatio is { } ratio ? FigureText.Percent((double)ratio) : FigureText.Absent)}");
        Table("open positions", ["symbol", "side", "quantity", "entry", "price", "unrealized", "liquidation", "strategy"], store.OpenPositions(session.Id).Select(p => p.Position).Select(p => new[]
        {
            p.Symbol, Names.Of(p.PositionSide), Number(p.Quantity), Number(p.EntryPrice), Number(p.CurrentPrice), FigureText.Signed(p.UnrealizedPnl), Number(p.LiquidationPrice), p.StrategyName,
        }));
        Table("state machines", ["strategy", "symbol", "state", "since (UTC)", "reason"], session.StrategyNames.SelectMany(strategy => session.Symbols.Select(symbol => store.LastTransitions(session.Id, strategy, symbol, 1)))
            .Where(t => t.Count > 0).Select(t => t[0].Transition).Select(t => new[] { t.StrategyName, t.Symbol, Names.Of(t.ToState), FigureText.Moment(t.Time), t.Reason }));
        Table("last orders", ["order", "venue's id", "symbol", "side", "quantity", "filled", "price", "status"], store.Orders(new OrderFilter { SessionId = session.Id, Limit = Rows }).Select(o => new[]
        {
            o.Order.OrderId, o.Order.VenueOrderId ?? FigureText.Absent, o.Order.Symbol, Names.Of(o.Order.Side), Number(o.Order.Quantity), Number(o.Order.FilledQuantity), Number(o.Order.ExecutionPrice), Names.Of(o.Order.Status),
        }));
        Table("last signals", ["time (UTC)", "symbol", "strategy", "signal", "action", "outcome", "order", "reason"], store.Signals(session.Id, Rows).Select(s => s.Signal).Select(s => new[]
        {
            FigureText.Moment(s.Time), s.Symbol, s.StrategyName, Names.Of(s.SignalType), Names.Of(s.Action), Names.Of(s.ExecutionStatus), s.OrderId ?? "", s.RejectionReason ?? "",
        }));
        Table("last alerts", AlertTable.Columns, store.Alerts(session.Id, limit: Rows).Select(AlertTable.Row));
        Table("collected files", ["symbol", "kind", "day", "rows", "file"], store.DataSets(session.Id).Select(f => new[] { f.Symbol, f.Kind, f.Day, FigureText.Count(f.Rows), f.Path }));
    }

    private void Table(string title, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        console.MarkupLine($"\n[bold]{title}[/]");
        var table = FigureGrid.Plain();
        table.AddColumns(columns);
        foreach (var row in all)
            table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }

    private static string Number(decimal? value) => value?.ToString("0.########", CultureInfo.InvariantCulture) ?? FigureText.Absent;

    internal sealed class Settings : StoreSettings
    {
        [CommandArgument(0, "<SESSION>")]
        [Description("Key or number of the session.")]
        public string Session { get; init; } = "";

        [CommandOption("--json")]
        [Description("Write JSON, every row and every digit.")]
        public bool Json { get; init; }
    }
}
