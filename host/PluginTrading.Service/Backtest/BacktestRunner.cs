using System.Runtime.CompilerServices;
using PluginTrading.Engine;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Backtest;

/// <summary>Drives an engine over a recorded feed with the simulated venue: the whole of a backtest between its data and its results.</summary>
/// <param name="settings">What runs.</param>
/// <param name="catalog">Where indicators come from.</param>
/// <param name="execution">How the venue executes.</param>
public sealed class BacktestRunner(SessionSettings settings, ComponentCatalog catalog, ExecutionSettings execution)
{
    private const int BatchSize = 1024;

    private readonly SessionCore _core = new(settings, catalog, execution);

    /// <summary>Runs to the end of the feed, or until cancelled; what is open is then closed.</summary>
    /// <param name="feed">Events in order.</param>
    /// <param name="observer">Told of every batch of events and every effect, in order.</param>
    /// <param name="cancellationToken">Stops between two batches; the result says that it did.</param>
    /// <exception cref="SectionException">A strategy's or plugin's code threw.</exception>
    public async Task<BacktestRun> RunAsync(IMarketDataFeed feed, IBacktestObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(observer);
        var buffer = new MarketEvent[BatchSize];
        var run = new BacktestRun();
        while (!cancellationToken.IsCancellationRequested)
        {
            int count;
            try
            {
                count = await feed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (count == 0)
                return Finish(run with { IsComplete = true }, observer);
            if (run.Events == 0)
            {
                _core.Start(buffer[0].Time, observer);
                run = run with { FirstTime = buffer[0].Time };
            }

            var batch = buffer.AsSpan(0, count);
            ProcessBatch(batch, observer);
            run = run with { Events = run.Events + count, LastTime = batch[^1].Time };
            observer.OnBatch(batch);
        }

        return Finish(run, observer);
    }

    // Called once per batch, so the compiler optimises it whole; inlined into the state machine around it, it would not be.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ProcessBatch(ReadOnlySpan<MarketEvent> batch, IBacktestObserver observer)
    {
        foreach (ref readonly var e in batch)
            _core.Handle(in e, observer);
    }

    private BacktestRun Finish(BacktestRun run, IBacktestObserver observer)
    {
        if (run.Events > 0)
            _core.Finish(observer);
        return run with { FinalBalance = _core.Engine.Balance };
    }
}
