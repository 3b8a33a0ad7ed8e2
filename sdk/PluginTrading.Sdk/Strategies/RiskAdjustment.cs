namespace PluginTrading.Sdk.Strategies;

/// <summary>Entry size and close price as functions of one indicator.</summary>
public sealed record RiskAdjustment
{
    /// <summary>The indicator on the horizontal axis of both curves.</summary>
    public required IndicatorReference Indicator { get; init; }

    /// <summary>Points of the factor on the entry size; <see langword="null"/> is 1 everywhere.</summary>
    public Curve? SizeMultiplier { get; init; }

    /// <summary>Points of the percent by which a LIMIT close is moved away from the last price; <see langword="null"/> is 0 everywhere.</summary>
    public Curve? ClosePriceAdjustmentPct { get; init; }
}
