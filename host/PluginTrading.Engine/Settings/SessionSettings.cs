using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Settings;

/// <summary>What an engine runs, on what, with which money. Everything is resolved: no paths, no names left to look up.</summary>
public sealed record SessionSettings
{
    /// <summary>Strategies in the order in which they are evaluated; names unique.</summary>
    public required IReadOnlyList<StrategyDefinition> Strategies { get; init; }

    /// <summary>Contract rules of each symbol, in the session's order of symbols.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Which entries are allowed.</summary>
    public Direction Direction { get; init; } = Direction.Both;

    /// <summary>Quote currency, &gt; 0.</summary>
    public required decimal InitialBalance { get; init; }

    /// <summary>Signals and positions at a time.</summary>
    public int MaxConcurrentSignals { get; init; } = 3;

    /// <summary>Limits of the session.</summary>
    public RiskLimits Risk { get; init; } = new();

    /// <summary>Fees where an instrument does not state its own.</summary>
    public FeeSchedule Fees { get; init; } = new();
}
