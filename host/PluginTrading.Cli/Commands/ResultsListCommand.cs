using System.ComponentModel;
using System.Globalization;
using PluginTrading.Cli.Results;
using PluginTrading.Data;
using PluginTrading.Results.Display;
using PluginTrading.Storage;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading results list</c>: the newest runs of a store.</summary>
internal sealed class ResultsListCommand(IAnsiConsole console) : Command<ResultsListCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) => ResultsOutcome.Of(settings, store =>
    {
        var runs = settings switch
        {
            { Strategy: { } strategy } => store.OfStrategy(strategy, settings.Limit),
            { Data: { } data } => store.OfData(DigestOf(data), settings.Limit),
            _ => store.Newest(settings.Limit),
        };
        if (settings.Json)
            console.Profile.Out.Writer.WriteLine(RunJson.Of(runs));
        else if (runs.Count == 0)
            console.WriteLine(settings.Strategy is null && settings.Data is null ? "The store has no runs." : "The store has no such runs.");
        else
            WriteTable(runs);
        return ResultsOutcome.Done;
    });

    /// <summary>The digest that results name: that of the data set in a folder, or the text itself.</summary>
    private static string DigestOf(string data) => Directory.Exists(data) ? $"sha256:{DataSet.Open(data).Digest}" : data;

    private void WriteTable(IReadOnlyList<StoredRun> runs)
    {
        ResultSummary.Unwrap(console);
        var table = FigureGrid.Plain();
        foreach (var name in new[] { "run", "stored (UTC)", "type", "strategies", "symbols", "data", "return", "P&L", "drawdown", "Sharpe", "trades", "" })
            table.AddColumn(name is "run" or "return" or "P&L" or "drawdown" or "Sharpe" or "trades" ? new TableColumn(name).RightAligned() : new TableColumn(name));
        foreach (var run in runs)
        {
            var (description, figures) = (run.Result.Description, run.Result.Session);
            var sign = Math.Sign(figures.TotalPnl);
            table.AddRow(
                run.Id.ToString(CultureInfo.InvariantCulture), FigureText.Moment(run.CreatedAt), Markup.Escape(description.SessionType),
                Markup.Escape(string.Join(", ", description.StrategyNames)), Markup.Escape(string.Join(", ", description.Symbols)),
                Markup.Escape(description.Data?.Name ?? FigureText.Absent),
                FigureGrid.Tinted(FigureText.SignedPercent(figures.TotalReturnPct), sign), FigureGrid.Tinted(FigureText.Signed(figures.TotalPnl), sign),
                FigureText.Percent(figures.MaxDrawdownPct), FigureText.Number(figures.SharpeRatio), FigureText.Count(figures.TotalTrades),
                run.Result.End.IsComplete ? "" : "[yellow]cancelled[/]");
        }

        console.Write(table);
    }

    internal sealed class Settings : ResultsSettings
    {
        [CommandOption("-n|--limit <COUNT>")]
        [Description("How many at most.")]
        [DefaultValue(20)]
        public int Limit { get; init; } = 20;

        [CommandOption("--strategy <NAME>")]
        [Description("Only runs with this strategy.")]
        public string? Strategy { get; init; }

        [CommandOption("--data <DATASET>")]
        [Description("Only runs over this data set: its folder, or the digest that 'results list --json' shows.")]
        public string? Data { get; init; }

        public override ValidationResult Validate()
        {
            if (Strategy is not null && Data is not null)
                return ValidationResult.Error("Expected --strategy or --data, not both.");
            return Limit > 0 ? ValidationResult.Success() : ValidationResult.Error($"--limit is {Limit}; expected a number above 0.");
        }
    }
}
