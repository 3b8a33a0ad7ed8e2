namespace PluginTrading.Service.Benchmark;

/// <summary>Seconds of the fastest round of each stage. Only ratios within one result mean something.</summary>
public sealed record BenchmarkResult
{
    /// <summary>Market events of a run.</summary>
    public required long Events { get; init; }

    /// <summary>Round trips, the same by engine and by hand.</summary>
    public required int Trades { get; init; }

    /// <summary>Events copied out of the mapped files, nothing done with them.</summary>
    public required double ReplaySeconds { get; init; }

    /// <summary>Replay, and the simulated venue shown every event.</summary>
    public required double VenueSeconds { get; init; }

    /// <summary>A whole backtest of no strategy: the same, and the engine with its trade history, ledger and equity curve.</summary>
    public required double IdleEngineSeconds { get; init; }

    /// <summary>The whole backtest.</summary>
    public required double EngineSeconds { get; init; }

    /// <summary>The hand-written loop with its replay.</summary>
    public required double HandWrittenSeconds { get; init; }

    /// <summary>Speed of the whole backtest as a share of the hand-written loop's.</summary>
    public double Ratio => HandWrittenSeconds / EngineSeconds;
}
