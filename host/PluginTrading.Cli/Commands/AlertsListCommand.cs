using System.ComponentModel;
using PluginTrading.Cli.Results;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading alerts list</c>: the alerts that stand, newest first.</summary>
internal sealed class AlertsListCommand(IAnsiConsole console) : Command<AlertsListCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => CommandOutcome.Of(
        _ =>
        {
            using var store = settings.Open();
            long? id = null;
            if (settings.Session is { } key)
            {
                if (store.Find(key) is not { } session)
                {
                    Console.Error.WriteLine($"There is no session '{key}' in {store.Name}. See plugintrading session list.");
                    return CommandOutcome.BadInput;
                }

                id = session.Id;
            }

            var alerts = store.Alerts(id, onlyStanding: !settings.All, settings.Limit);
            if (alerts.Count == 0)
            {
                console.WriteLine(settings.All ? "There are no alerts." : "No alert stands. --all shows those that are cleared or were seen.");
                return CommandOutcome.Done;
            }

            ResultSummary.Unwrap(console);
            var table = FigureGrid.Plain();
            table.AddColumn(new TableColumn("alert").RightAligned()).AddColumn("session").AddColumns(AlertTable.Columns[1..]);
            var keys = new Dictionary<long, string?>();
            foreach (var alert in alerts)
            {
                var row = AlertTable.Row(alert);
                table.AddRow([row[0], KeyOf(alert.SessionId), .. row[1..].Select(Markup.Escape)]);
            }

            console.Write(table);
            return CommandOutcome.Done;

            string KeyOf(long? session)
            {
                if (session is not { } known)
                    return "";
                if (!keys.TryGetValue(known, out var name))
                    keys.Add(known, name = store.Find(known)?.SessionKey);
                return name ?? "";
            }
        },
        cancellationToken);

    internal sealed class Settings : StoreListSettings
    {
        [CommandOption("--session <KEY>")]
        [Description("Only those of one session, by its key or number.")]
        public string? Session { get; init; }

        [CommandOption("-a|--all")]
        [Description("Also those that are cleared, were acknowledged, or only inform.")]
        public bool All { get; init; }
    }
}
