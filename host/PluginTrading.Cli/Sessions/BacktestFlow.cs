using System.Diagnostics;
using System.Globalization;
using PluginTrading.Cli.Commands;
using PluginTrading.Cli.Results;
using PluginTrading.Results;
using PluginTrading.Results.Export;
using PluginTrading.Results.Report;
using PluginTrading.Service.Backtest;
using PluginTrading.Storage;
using Spectre.Console;

namespace PluginTrading.Cli.Sessions;

/// <summary>The whole of a backtest as a person meets it: plugins, session, run, result files, report, store, summary.</summary>
internal static class BacktestFlow
{
    private const int TradesShown = 10;

    /// <summary>Runs it and returns the exit code; interrupted, it shows and writes what there is.</summary>
    public static int Run(BacktestRequest request, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var plugins = PluginFolders.Load(request.Plugins);
        if (SessionFile.Read(request.Session, plugins) is not { } document)
            return CommandOutcome.BadInput;
        if (request.Data is { } data)
            document = document.OnData(Path.GetFullPath(data));
        var plan = BacktestPlan.Create(document);
        using var export = request.Export is { } directory ? new ResultExport(directory) : null;
        using var store = request.IsStored ? ResultStore.Open(StoreLocation.Resolve(request.Store, Environment.GetEnvironmentVariable), TimeProvider.System) : null;
        using var series = request.QuestDb is { } questDb
            ? RunStore.Open(request.Store, questDb, "Nothing was run.", static (_, text) => Console.Error.WriteLine(text))
            : null;
        using var recording = store?.BeginRun(hasOutbox: series is not null);
        var recorder = new ReportRecorder(plan.Description);
        var job = new BacktestJob(plan, plugins.Components);
        IReadOnlyList<IEffectSink> sinks = [.. new IEffectSink?[] { export, recording }.OfType<IEffectSink>()];
        // The console has no thread to give back, and a replay of files completes at once.
        var result = DataProgress.Show("backtest", show => job.RunAsync(sinks, recorder, new Speed(show), cancellationToken).GetAwaiter().GetResult());
        export?.Complete(result);
        if (request.Report is { } report)
            HtmlReport.Write(report, result, recorder);
        var id = recording?.Complete(result);
        series?.SendSeries();
        new ResultSummary(console).Write(result, recorder.NewestTrades(TradesShown), recorder.EquityCurve(), WhereAllTradesAre(request));
        ShowPlaces(request, id);
        return result.End.IsComplete ? CommandOutcome.Done : CommandOutcome.Interrupted;
    }

    private static string WhereAllTradesAre(BacktestRequest request) =>
        request.Report is not null ? "in the report" : request.Export is { } export ? $"in {Path.Combine(export, "trades.csv")}" : "with --export or --report";

    private static void ShowPlaces(BacktestRequest request, long? id)
    {
        if (request.Export is { } export)
            Console.Out.WriteLine($"result files: {export}");
        if (request.Report is { } report)
            Console.Out.WriteLine($"report: {new Uri(Path.GetFullPath(report)).AbsoluteUri}");
        if (id is { } run)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept as run {run}: plugintrading results show {run}"));
    }

    /// <summary>Turns progress into a share and a text, at most ten times a second.</summary>
    private sealed class Speed(Action<double, string> show) : IProgress<BacktestProgress>
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private double _shown;

        public void Report(BacktestProgress value)
        {
            var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
            if (seconds - _shown < 0.1 && value.Events < value.Total)
                return;
            _shown = seconds;
            show(value.Events / (double)value.Total, string.Create(CultureInfo.InvariantCulture, $"{value.Time.ToString()[..16].Replace('T', ' ')}, {value.Events / Math.Max(seconds, 1e-9) / 1e6:0.0} M events/s"));
        }
    }
}
