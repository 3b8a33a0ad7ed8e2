using PluginTrading.Engine;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Results.Report;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Backtest;

/// <summary>How far a backtest is.</summary>
/// <param name="Events">Events handled.</param>
/// <param name="Total">Events in all.</param>
/// <param name="Time">Time of the last event.</param>
public readonly record struct BacktestProgress(long Events, long Total, Timestamp Time);

/// <summary>One backtest from its data to its figures: replays, computes performance and hands every effect on.</summary>
/// <param name="plan">What runs.</param>
/// <param name="catalog">Where indicators come from.</param>
public sealed class BacktestJob(BacktestPlan plan, ComponentCatalog catalog)
{
    /// <summary>Runs to the end of the data, or until cancelled; what is open is then closed and the result says so.</summary>
    /// <param name="sinks">Told every effect in order; completed by the caller.</param>
    /// <param name="recorder">Told every effect and event, for a report.</param>
    /// <param name="progress">Told after every batch, on the run's thread.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="SessionException">There is no event to run on.</exception>
    /// <exception cref="SectionException">A strategy's or plugin's code threw.</exception>
    /// <exception cref="Data.DataSetException">A data file is missing or damaged.</exception>
    public async Task<RunResult> RunAsync(
        IReadOnlyList<IEffectSink> sinks, ReportRecorder recorder, IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        ArgumentNullException.ThrowIfNull(recorder);
        var feed = plan.OpenFeed();
        await using (feed.ConfigureAwait(false))
        {
            if (feed.EventCount == 0)
                throw new SessionException(plan.Document.Path, $"the data set '{plan.Description.Data!.Name}' has no events of {string.Join(", ", plan.Document.Symbols)} in the session's time.");
            var performance = new PerformanceTracker(plan.Description);
            var runner = new BacktestRunner(plan.Settings, catalog, plan.Document.Execution);
            var run = await runner.RunAsync(feed, new Observer([performance, recorder, .. sinks], recorder, progress, feed.EventCount), cancellationToken).ConfigureAwait(false);
            return performance.Result(new RunEnd
            {
                Events = run.Events,
                FirstTime = run.Events > 0 ? run.FirstTime : null,
                LastTime = run.Events > 0 ? run.LastTime : null,
                IsComplete = run.IsComplete,
            });
        }
    }

    private sealed class Observer(IEffectSink[] sinks, ReportRecorder recorder, IProgress<BacktestProgress>? progress, long total) : IBacktestObserver
    {
        private long _events;

        public void OnEffect(EngineEffect effect)
        {
            foreach (var sink in sinks)
                sink.Take(effect);
        }

        public void OnBatch(ReadOnlySpan<MarketEvent> batch)
        {
            _events += batch.Length;
            recorder.TakeBatch(batch);
            progress?.Report(new BacktestProgress(_events, total, batch[^1].Time));
        }
    }
}
