using System.Runtime.CompilerServices;
using PluginTrading.Engine;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Backtest;

/// <summary>Drives an engine over a recorded feed with the simulated venue: the whole of a backtest between its data and its results.</summary>
/// <param name="settings">What runs.</param>
/// <param name="catalog">Where indicators come from.</param>
/// <param name="execution">How the venue executes.</param>
public sealed class BacktestRunner(SessionSettings settings, ComponentCatalog catalog, ExecutionSettings execution)
{
    private const int BatchSize = 1024;

    private readonly TradingEngine _engine = new(settings, catalog);
    private readonly SimulatedVenue _venue = new(execution, settings.Instruments, settings.Fees);

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
                _engine.Start(buffer[0].Time);
                Dispatch(observer);
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
        {
            _venue.Advance(in e);
            _engine.Process(in e, _venue.Answers);
            _venue.ClearAnswers();
            if (_engine.Effects.Count > 0)
                Dispatch(observer);
        }
    }

    private BacktestRun Finish(BacktestRun run, IBacktestObserver observer)
    {
        if (run.Events > 0)
        {
            _venue.BeginClosing();
            _engine.Finish();
            Dispatch(observer);
        }

        return run with { FinalBalance = _engine.Balance };
    }

    /// <summary>Hands the effects on and carries out what they ask of the venue, until it has nothing more to say at once.</summary>
    private void Dispatch(IBacktestObserver observer)
    {
        Carry(_engine.Effects, observer);
        while (_venue.Answers.Length > 0)
        {
            var answers = _venue.Answers.ToArray();
            _venue.ClearAnswers();
            foreach (var answer in answers)
            {
                _engine.Process(answer);
                Carry(_engine.Effects, observer);
            }
        }
    }

    private void Carry(IReadOnlyList<EngineEffect> effects, IBacktestObserver observer)
    {
        foreach (var effect in effects)
        {
            observer.OnEffect(effect);
            var sent = effect switch
            {
                SubmitOrder submit => _venue.SubmitAsync(submit.Order, CancellationToken.None),
                CancelOrder cancel => _venue.CancelAsync(cancel.Symbol, cancel.ClientOrderId, CancellationToken.None),
                _ => ValueTask.CompletedTask,
            };
            if (!sent.IsCompletedSuccessfully)
                throw new InvalidOperationException("The simulated venue answers at once.");
        }
    }
}
