using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Backtest;

/// <summary>The bare facts of a finished run.</summary>
public sealed record BacktestRun
{
    /// <summary>Market events handled.</summary>
    public long Events { get; init; }

    /// <summary>Time of the first event; meaningless when there was none.</summary>
    public Timestamp FirstTime { get; init; }

    /// <summary>Time of the last event.</summary>
    public Timestamp LastTime { get; init; }

    /// <summary>Balance after everything was closed, quote currency.</summary>
    public decimal FinalBalance { get; init; }

    /// <summary>False when the run was cancelled before the end of its data.</summary>
    public bool IsComplete { get; init; }
}

/// <summary>Told what happens in a run, on the run's thread, in order.</summary>
public interface IBacktestObserver : IEffectObserver
{
    /// <summary>A batch of events was handled; the span is valid during the call.</summary>
    void OnBatch(ReadOnlySpan<MarketEvent> batch);
}
