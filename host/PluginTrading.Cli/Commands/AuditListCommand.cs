using System.Globalization;
using PluginTrading.Cli.Results;
using PluginTrading.Results.Display;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading audit list</c>: the newest rows of the audit log.</summary>
internal sealed class AuditListCommand(IAnsiConsole console) : Command<StoreListSettings>
{
    public override int Execute(CommandContext context, StoreListSettings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            var entries = store.AuditLog(settings.Limit);
            if (entries.Count == 0)
            {
                console.WriteLine("The audit log is empty.");
                return CommandOutcome.Done;
            }

            ResultSummary.Unwrap(console);
            var table = FigureGrid.Plain();
            table.AddColumn(new TableColumn("row").RightAligned()).AddColumns("time (UTC)", "who", "command", "arguments", "outcome");
            foreach (var entry in entries)
            {
                table.AddRow(
                    entry.Sequence.ToString(CultureInfo.InvariantCulture), FigureText.Moment(entry.Time), Markup.Escape(entry.Who), Markup.Escape(entry.Command),
                    Markup.Escape(entry.Arguments), Markup.Escape(entry.Outcome));
            }

            console.Write(table);
            return CommandOutcome.Done;
        },
        cancellationToken);
}
