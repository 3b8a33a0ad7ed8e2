using System.ComponentModel;
using PluginTrading.Cli.Results;
using PluginTrading.Results.Display;
using PluginTrading.Storage;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading results compare</c>: runs side by side, and all their strategies.</summary>
internal sealed class ResultsCompareCommand(IAnsiConsole console) : Command<ResultsCompareCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => ResultsOutcome.Of(settings, store =>
    {
        if (ResultsOutcome.Find(store, settings.Ids) is not { } runs)
            return ResultsOutcome.NoSuchRun;
        if (settings.Json)
            console.Profile.Out.Writer.WriteLine(RunJson.Of(runs));
        else
            Write(runs);
        return ResultsOutcome.Done;
    });

    private void Write(IReadOnlyList<StoredRun> runs)
    {
        ResultSummary.Unwrap(console);
        foreach (var run in runs)
        {
            var (description, end) = (run.Result.Description, run.Result.End);
            console.WriteLine($"run {run.Id}: {string.Join(", ", description.StrategyNames)} on {string.Join(", ", description.Symbols)}, "
                + $"{description.Data?.Name ?? "live feed"}, {FigureText.Moment(end.FirstTime)} – {FigureText.Moment(end.LastTime)} UTC");
            foreach (var warning in RunWarning.Of(run.Result))
                console.MarkupLine($"[yellow]warning: run {run.Id}: {Markup.Escape(warning)}[/]");
        }

        foreach (var difference in Differences(runs))
            console.MarkupLine($"[yellow]warning: {Markup.Escape(difference)}[/]");
        if (runs.Count > 1)
            console.Write(FigureGrid.Of([.. runs.Select(run => KeyValuePair.Create($"run {run.Id}", run.Result.Session))]));
        if (runs.Count == 1 || runs.Any(run => run.Result.Strategies.Count > 1))
        {
            console.WriteLine("Strategies, each over its own equity curve:");
            console.Write(FigureGrid.Of([.. runs.SelectMany(run => run.Result.Strategies.Select(strategy =>
                KeyValuePair.Create(runs.Count == 1 ? strategy.Key : $"{run.Id} {strategy.Key}", strategy.Value)))]));
        }
    }

    /// <summary>What makes a comparison unfair.</summary>
    private static IEnumerable<string> Differences(IReadOnlyList<StoredRun> runs)
    {
        if (runs.Select(run => run.Result.Description.Data?.Digest).Distinct().Count() > 1)
            yield return "the runs are not on the same data.";
        else if (runs.Select(run => (run.Result.End.FirstTime, run.Result.End.LastTime)).Distinct().Count() > 1)
            yield return "the runs are not over the same period.";
        if (runs.Select(run => run.Result.Description.QuoteCurrency).Distinct().Count() > 1)
            yield return "the runs are not in the same currency: amounts cannot be compared.";
        if (runs.Select(run => run.Result.Description.InitialBalance).Distinct().Count() > 1)
            yield return "the runs did not start with the same balance: compare returns, not amounts.";
    }

    internal sealed class Settings : ResultsSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("Numbers of the runs, as 'results list' shows them; one alone compares its strategies.")]
        public long[] Ids { get; init; } = [];
    }
}
