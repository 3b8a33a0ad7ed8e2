using System.ComponentModel;
using PluginTrading.Cli.Results;
using PluginTrading.Results.Display;
using PluginTrading.Storage;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading session list</c>: the paper, live and collect sessions of a store.</summary>
internal sealed class SessionListCommand(IAnsiConsole console) : Command<SessionListCommand.Settings>
{
    private static readonly string[] Columns = ["session", "type", "status", "strategies", "symbols", "started (UTC)", "balance", "P&L", "trades"];

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            var sessions = (settings.Status is { } status ? store.InStatus(status) : store.List()).Where(s => s.SessionKey is not null).ToList();
            if (sessions.Count == 0)
            {
                console.WriteLine(settings.Status is null ? "The store has no paper, live or collect sessions." : "The store has no such sessions.");
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

    internal sealed class Settings : StoreSettings
    {
        [CommandOption("--status <STATUS>")]
        [Description("Only sessions that are running, paused, stopped or in error. Those that run without a process were broken off: resume them.")]
        public SessionStatus? Status { get; init; }
    }
}
