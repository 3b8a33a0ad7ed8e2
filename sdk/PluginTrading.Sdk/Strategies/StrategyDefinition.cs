using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Strategies;

/// <summary>
/// A whole strategy: five sections and limits. A JSON document, a C# script and a plugin all end up as this record, so that they behave
/// the same to the byte.
/// </summary>
public sealed record StrategyDefinition
{
    /// <summary>Unique in a session; the key of results.</summary>
    public required string Name { get; init; }

    /// <summary>False loads and validates it and leaves it INACTIVE.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Position side that it enters; <see cref="Direction.Both"/> only where <see cref="SignalDetection"/> is code, which then names the side of each signal.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Size, leverage, exits and timeouts.</summary>
    public required StrategyLimits Limits { get; init; }

    /// <summary>Size and close price as functions of an indicator; <see langword="null"/> leaves both alone.</summary>
    public RiskAdjustment? RiskAdjustment { get; init; }

    /// <summary>S1: when a signal begins.</summary>
    public required SectionDefinition SignalDetection { get; init; }

    /// <summary>O1: when a signal ends without entry; <see langword="null"/> is never true.</summary>
    public SectionDefinition? SignalCancellation { get; init; }

    /// <summary>Z1: when a signal becomes an entry order.</summary>
    public required SectionDefinition EntryConditions { get; init; }

    /// <summary>ZE1: when the position is closed.</summary>
    public required SectionDefinition CloseOrderDetection { get; init; }

    /// <summary>E1: when the position is closed at once; <see langword="null"/> is never true.</summary>
    public SectionDefinition? EmergencyExit { get; init; }
}
