using System.ComponentModel;
using PluginTrading.Cli.Sessions;
using PluginTrading.Service.Sessions;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading run</c>: runs a paper, live or collect session until it is stopped, or takes a paper or live one up again.</summary>
internal sealed class RunCommand(IAnsiConsole console) : Command<RunCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(
            token =>
            {
                using var flow = new RunFlow(settings.ToRequest(), console);
                return flow.Run(token);
            },
            cancellationToken);

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "[SESSION]")]
        [Description("Session document (JSON) of type paper, live or collect.")]
        public string? Session { get; init; }

        [CommandOption("--resume <KEY>")]
        [Description("Take up a session again where its journal ends, by its key or the beginning of it.")]
        public string? Resume { get; init; }

        [CommandOption("-d|--data <DIR>")]
        [Description("Run a paper session over the data set in that folder instead of the market that the session names.")]
        public string? Data { get; init; }

        [CommandOption("-e|--export <DIR>")]
        [Description("Write summary.json and CSV files of trades, orders, fills, transitions, signals and equity there at the end.")]
        public string? Export { get; init; }

        [CommandOption("--on-stop <WHAT>")]
        [Description("What happens to open positions when it is stopped: keep or flatten. Default: asked on a terminal, else keep.")]
        public StopMode? OnStop { get; init; }

        [CommandOption("--for <SECONDS>")]
        [Description("Stop by itself after that many seconds.")]
        public double? Seconds { get; init; }

        [CommandOption("--home <DIR>")]
        [Description("Folder of the sessions' journals. Default: sessions in the user's data folder.")]
        public string? Home { get; init; }

        [CommandOption("--store <PLACE>")]
        [Description("SQLite file or PostgreSQL connection string that keeps the session. Default: $PLUGINTRADING_STORE, else plugintrading.db in the user's data folder.")]
        public string? Store { get; init; }

        [CommandOption("--questdb <CONNECTION>")]
        [Description("Also send the series to a QuestDB, as Host=…;Port=8812;… or postgres://…")]
        public string? QuestDb { get; init; }

        [CommandOption("--no-store")]
        [Description("Keep the session in its journal only.")]
        public bool NoStore { get; init; }

        [CommandOption("--plugins <DIR>")]
        [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The host's own plugins are always there.")]
        public string[] Plugins { get; init; } = [];

        public override ValidationResult Validate()
        {
            if (Session is null == Resume is null)
                return ValidationResult.Error("Expected a session document, or --resume with the key of one, and not both.");
            if (Data is not null && Resume is not null)
                return ValidationResult.Error("--data: a resumed session goes on with the market that it began with; leave it out.");
            if (QuestDb is not null && NoStore)
                return ValidationResult.Error("--questdb takes its series from the store; leave --no-store out.");
            return Seconds is <= 0 or > 31_536_000 ? ValidationResult.Error("--for: expected seconds above 0 and up to a year.") : ValidationResult.Success();
        }

        public RunRequest ToRequest() => new()
        {
            Session = Session,
            Resume = Resume,
            Data = Data,
            Home = Home,
            Export = Export,
            Store = Store,
            IsStored = !NoStore,
            QuestDb = QuestDb,
            OnStop = OnStop,
            Seconds = Seconds,
            Plugins = Plugins,
        };
    }
}
