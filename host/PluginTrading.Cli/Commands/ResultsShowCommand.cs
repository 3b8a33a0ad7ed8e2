using System.ComponentModel;
using PluginTrading.Cli.Results;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading results show</c>: one stored run as its own command showed it.</summary>
internal sealed class ResultsShowCommand(IAnsiConsole console) : Command<ResultsShowCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => ResultsOutcome.Of(settings, store =>
    {
        if (ResultsOutcome.Find(store, [settings.Id]) is not [var run])
            return ResultsOutcome.NoSuchRun;
        var trades = store.Trades(run.Id);
        if (settings.Json)
            console.Profile.Out.Writer.WriteLine(RunJson.Of(run, trades));
        else
            new ResultSummary(console).Write(run.Result, [.. trades.TakeLast(settings.Trades)], EquityAtEvenDistances.Of(store.Equity(run.Id)), "with --trades");
        return ResultsOutcome.Done;
    });

    internal sealed class Settings : ResultsSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("Number of the run, as 'results list' shows it.")]
        public long Id { get; init; }

        [CommandOption("-t|--trades <COUNT>")]
        [Description("How many of the newest trades to show; --json has all.")]
        [DefaultValue(10)]
        public int Trades { get; init; } = 10;

        public override ValidationResult Validate() =>
            Trades >= 0 ? ValidationResult.Success() : ValidationResult.Error($"--trades is {Trades}; expected 0 or more.");
    }
}
