using System.ComponentModel;
using PluginTrading.Cli.Sessions;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading backtest</c>: runs a session over recorded data and shows what happened.</summary>
internal sealed class BacktestCommand(IAnsiConsole console) : Command<BacktestCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => BacktestFlow.Run(settings.ToRequest(), console, token), cancellationToken);

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<SESSION>")]
        [Description("Session document (JSON) of type backtest, or paper.")]
        public string Session { get; init; } = "";

        [CommandOption("-d|--data <DIR>")]
        [Description("Run over the data set in that folder instead of the one that the session names.")]
        public string? Data { get; init; }

        [CommandOption("-e|--export <DIR>")]
        [Description("Write summary.json and CSV files of trades, orders, fills, transitions, signals and equity there.")]
        public string? Export { get; init; }

        [CommandOption("-r|--report <FILE>")]
        [Description("Write a self-contained HTML page with charts.")]
        public string? Report { get; init; }

        [CommandOption("--plugins <DIR>")]
        [Description("A folder whose sub-folders are plugins; may be given several times. Default: ./plugins. The host's own plugins are always there.")]
        public string[] Plugins { get; init; } = [];

        [CommandOption("--store <FILE>")]
        [Description("Where the results are kept: a file, or postgres://… of a PostgreSQL database. Default: $PLUGINTRADING_STORE, else plugintrading.db in the user's data folder.")]
        public string? Store { get; init; }

        [CommandOption("--no-store")]
        [Description("Keep no results.")]
        public bool NoStore { get; init; }

        [CommandOption("--questdb <CONNECTION>")]
        [Description("Also send the run's figures to a QuestDB, as Host=…;Port=8812;… or postgres://…")]
        public string? QuestDb { get; init; }

        public override ValidationResult Validate() => QuestDb is not null && NoStore
            ? ValidationResult.Error("--questdb takes the figures from the store; leave --no-store out.")
            : ValidationResult.Success();

        public BacktestRequest ToRequest() => new()
        {
            Session = Session,
            Data = Data,
            Export = Export,
            Report = Report,
            Plugins = Plugins,
            Store = Store,
            IsStored = !NoStore,
            QuestDb = QuestDb,
        };
    }
}
