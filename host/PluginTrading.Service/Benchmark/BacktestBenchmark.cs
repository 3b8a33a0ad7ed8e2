using System.Diagnostics;
using PluginTrading.Data;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Service.Backtest;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Benchmark;

/// <summary>Runs one strategy over one memory-mapped data set, by the engine and by a loop written for it, stage by stage, in one process.</summary>
/// <param name="data">Trades (and funding) of one symbol, without quotes and marks.</param>
/// <param name="catalog">Where indicators come from.</param>
public sealed class BacktestBenchmark(DataSet data, ComponentCatalog catalog)
{
    private const int BatchSize = 1024;
    private const decimal InitialBalance = 1000;

    private readonly SessionSettings _settings = new()
    {
        Strategies = [],
        Instruments = [data.Instruments[0]],
        InitialBalance = InitialBalance,
    };

    /// <summary>Measures every stage in turn, round by round, and keeps the fastest round of each.</summary>
    /// <param name="rounds">At least 1.</param>
    /// <param name="progress">Told the round that begins, from 1.</param>
    /// <param name="cancellationToken">Stops between two measurements.</param>
    /// <exception cref="InvalidOperationException">Engine and hand-written loop do not agree: then neither is a measure of the other.</exception>
    public BenchmarkResult Run(int rounds, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var best = new double[5];
        Array.Fill(best, double.PositiveInfinity);
        var (engine, byHand) = ((Balance: 0m, Trades: 0), (Balance: 0m, Trades: 0));
        for (var round = 1; round <= rounds; round++)
        {
            progress?.Report(round);
            Measure(0, Replay);
            Measure(1, ReplayAndVenue);
            Measure(2, () => RunIdleEngine());
            Measure(3, () => engine = RunEngine());
            Measure(4, () => byHand = RunByHand());
        }

        if (engine.Trades != byHand.Trades || Math.Abs(engine.Balance - byHand.Balance) > 1e-9m * InitialBalance)
            throw new InvalidOperationException($"The engine ended with {engine.Balance} after {engine.Trades} trades, the hand-written loop with {byHand.Balance} after {byHand.Trades}.");
        return new BenchmarkResult
        {
            Events = data.EventCount,
            Trades = engine.Trades,
            ReplaySeconds = best[0],
            VenueSeconds = best[1],
            IdleEngineSeconds = best[2],
            EngineSeconds = best[3],
            HandWrittenSeconds = best[4],
        };

        void Measure(int stage, Action run)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            run();
            best[stage] = Math.Min(best[stage], Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    /// <summary>The whole: replay, venue, indicators, state machine, ledger, equity curve.</summary>
    internal (decimal Balance, int Trades) RunEngine() => Backtest(PumpStrategy.Definition);

    /// <summary>The whole but indicators and state machine: nothing is traded.</summary>
    internal (decimal Balance, int Trades) RunIdleEngine() => Backtest(PumpStrategy.Definition with { Enabled = false });

    /// <summary>The same strategy by the loop that was written for it.</summary>
    internal (decimal Balance, int Trades) RunByHand()
    {
        var loop = new HandWrittenPump(_settings.Instruments[0], InitialBalance);
        using var feed = new Feed(data);
        for (var batch = feed.Next(); batch.Length > 0; batch = feed.Next())
            loop.Run(batch);
        loop.Finish();
        return (loop.Balance, loop.Trades);
    }

    private (decimal Balance, int Trades) Backtest(StrategyDefinition strategy)
    {
        using var feed = new Feed(data);
        var trades = new TradeCount();
        var run = new BacktestRunner(_settings with { Strategies = [strategy] }, catalog, new ExecutionSettings()).RunAsync(feed.Replay, trades, CancellationToken.None);
        // A replay from mapped files completes at once.
        return (run.GetAwaiter().GetResult().FinalBalance, trades.Count);
    }

    internal void Replay()
    {
        using var feed = new Feed(data);
        while (feed.Next().Length > 0)
        {
        }
    }

    internal void ReplayAndVenue()
    {
        using var feed = new Feed(data);
        var venue = new SimulatedVenue(new ExecutionSettings(), _settings.Instruments, _settings.Fees);
        for (var batch = feed.Next(); batch.Length > 0; batch = feed.Next())
        {
            foreach (ref readonly var e in batch)
                venue.Advance(in e);
        }
    }

    private sealed class Feed(DataSet data) : IDisposable
    {
        private readonly MarketEvent[] _buffer = new MarketEvent[BatchSize];

        public MarketReplay Replay { get; } = new(data, [data.Instruments[0].Symbol]);

        public ReadOnlySpan<MarketEvent> Next() => _buffer.AsSpan(0, Replay.Read(_buffer));

        // Unmapping completes at once.
        public void Dispose() => Replay.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private sealed class TradeCount : IBacktestObserver
    {
        public int Count { get; private set; }

        public void OnEffect(EngineEffect effect)
        {
            if (effect is Trade)
                Count++;
        }

        public void OnBatch(ReadOnlySpan<MarketEvent> batch)
        {
        }
    }
}
