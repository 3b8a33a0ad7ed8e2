using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using PluginTrading.Data;
using PluginTrading.Data.Generation;
using PluginTrading.Service.Benchmark;
using Spectre.Console;
using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary><c>plugintrading bench</c>: the speed of a whole backtest beside a loop written by hand for the same strategy.</summary>
internal sealed class BenchCommand(IAnsiConsole console) : Command<BenchCommand.Settings>
{
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken) =>
        CommandOutcome.Of(token => Run(settings, token), cancellationToken);

    private int Run(Settings settings, CancellationToken cancellationToken)
    {
        if (typeof(BacktestBenchmark).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            console.MarkupLine("[yellow]This is a Debug build, which says nothing about speed; build with -c Release.[/]");
        using var plugins = PluginFolders.Load([]);
        var folder = Directory.CreateTempSubdirectory("plugintrading-bench-").FullName;
        try
        {
            console.MarkupLineInterpolated($"Making {settings.Days} days of trades …");
            PumpGenerator.Run(folder, new GeneratorSettings { Days = settings.Days, TradesPerSecond = settings.TradesPerSecond }, null, cancellationToken);
            var rounds = new Progress(console, settings.Rounds);
            Show(new BacktestBenchmark(DataSet.Open(folder), plugins.Components).Run(settings.Rounds, rounds, cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return CommandOutcome.Done;
    }

    private void Show(BenchmarkResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("stage", "events/s", "ns/event", "of the backtest");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        Add("replay from mapped files", result.ReplaySeconds);
        Add("+ simulated venue", result.VenueSeconds - result.ReplaySeconds);
        Add("+ engine: trade history, ledger, equity", result.IdleEngineSeconds - result.VenueSeconds);
        Add("+ indicators and state machine", result.EngineSeconds - result.IdleEngineSeconds);
        Add("= whole backtest", result.EngineSeconds);
        Add("hand-written loop, with replay", result.HandWrittenSeconds);
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Events:N0} events, {result.Trades} trades, the same result both ways."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The backtest runs at {result.Ratio:P0} of the hand-written loop's speed."));

        void Add(string stage, double seconds) => table.AddRow(
            stage,
            string.Create(CultureInfo.InvariantCulture, $"{result.Events / seconds / 1e6:0.0} M"),
            string.Create(CultureInfo.InvariantCulture, $"{seconds / result.Events * 1e9:0.0}"),
            string.Create(CultureInfo.InvariantCulture, $"{seconds / result.EngineSeconds:P0}"));
    }

    internal sealed class Settings : CommandSettings
    {
        [CommandOption("--days <DAYS>")]
        [Description("Days of made-up trades.")]
        [DefaultValue(10)]
        public int Days { get; init; } = 10;

        [CommandOption("--trades-per-second <RATE>")]
        [Description("Mean rate in quiet times.")]
        [DefaultValue(3.0)]
        public double TradesPerSecond { get; init; } = 3;

        [CommandOption("--rounds <COUNT>")]
        [Description("Rounds; the fastest of each stage counts.")]
        [DefaultValue(5)]
        public int Rounds { get; init; } = 5;

        public override ValidationResult Validate() => Rounds is >= 1 and <= 1000
            ? ValidationResult.Success()
            : ValidationResult.Error($"--rounds is {Rounds}; expected 1 to 1000.");
    }

    private sealed class Progress(IAnsiConsole console, int rounds) : IProgress<int>
    {
        public void Report(int value) => console.MarkupLineInterpolated($"Round {value} of {rounds} …");
    }
}
