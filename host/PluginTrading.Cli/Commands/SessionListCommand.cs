using System.ComponentModel;
using PluginTrading.Cli.Results;
using PluginTrading.Results.Display;
using PluginTrading.Storage;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading session list</c>: the paper and live sessions of a store.</summary>
internal sealed class SessionListCommand(IAnsiConsole console) : Command<SessionListCommand.Settings>
{
    private static readonly string[] Columns = ["session", "type", "status", "strategies", "symbols", "started (UTC)", "balance", "P&L", "trades"];

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            var sessions = store.List().Where(s => s.SessionKey is not null).ToList();
            if (sessions.Count == 0)
            {
                console.WriteLine("The store has no paper or live sessions.");
                return CommandOutcome.Done;
            }

            ResultSummary.Unwrap(console);
            var table = FigureGrid.Plain();
            foreach (var name in Columns)
                table.AddColumn(name is "balance" or "P&L" or "trades" ? new TableColumn(name).RightAligned() : new TableColumn(name));
            foreach (var session in sessions)
            {
                table.AddRow(
                    session.SessionKey!, session.SessionType, Status(session.Status), Markup.Escape(string.Join(", ", session.StrategyNames)),
                    Markup.Escape(string.Join(", ", session.Symbols)), session.StartTime is { } time ? FigureText.Moment(time) : FigureText.Absent,
                    FigureText.Amount(session.Totals.CurrentBalance), FigureGrid.Tinted(FigureText.Signed(session.Totals.TotalPnl), Math.Sign(session.Totals.TotalPnl)),
                    FigureText.Count(session.Totals.TotalTrades));
            }

            console.Write(table);
            return CommandOutcome.Done;
        },
        cancellationToken);

    internal static string Status(SessionStatus status) => status switch
    {
        SessionStatus.Running => "[green]RUNNING[/]",
        SessionStatus.Error => "[red]ERROR[/]",
        SessionStatus.Paused => "[yellow]PAUSED[/]",
        _ => "STOPPED",
    };

    internal class Settings : CommandSettings
    {
        [CommandOption("--store <PLACE>")]
        [Description("SQLite file or PostgreSQL connection string. Default: $PLUGINTRADING_STORE, else plugintrading.db in the user's data folder.")]
        public string? Store { get; init; }

        public SessionStore Open() => SessionStore.Open(StoreLocation.Resolve(Store, Environment.GetEnvironmentVariable), TimeProvider.System);
    }
}
