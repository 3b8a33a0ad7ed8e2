#:project ../../sdk/PluginTrading.Sdk
#:property OutputType=Library
#:property PublishAot=false

using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PumpAndDump;

/// <summary>
/// The strategy of <c>pump_dump_detection.json</c> as a file-based program: an editor completes and checks it as it stands, <c>dotnet build</c>
/// builds it, and the host compiles the same file. The lines at the top are for those tools; the host gives every script the SDK.
/// </summary>
public sealed class PumpDumpDetection : IStrategyScript
{
    /// <inheritdoc/>
    public StrategyDefinition Define() => new()
    {
        Name = "pump_dump_detection",
        Direction = Direction.Short,
        Limits = new()
        {
            BaseSize = 0.3m,
            Leverage = 3,
            MinPositionSize = 10,
            MaxPositionSize = 500,
            StopLossPct = 8.0,
            SignalTimeoutSeconds = 300,
        },
        RiskAdjustment = new()
        {
            Indicator = Indicator("volatility_pct", ("t1", 300)),
            SizeMultiplier = new((0.1, 1.0), (1.0, 0.5), (3.0, 0.25)),
            ClosePriceAdjustmentPct = new((0.1, 0.0), (1.0, 0.2)),
        },
        SignalDetection = All(
            Indicator("pump_magnitude_pct", ("t1", 300), ("t2", 0)) >= 8.0,
            Indicator("volume_surge_ratio") >= 3.0,
            Indicator("price_momentum") >= 5.0),
        SignalCancellation = Any(Indicator("pump_magnitude_pct") <= -2.0).WithCooldown(300),
        EntryConditions = All(
            Indicator("rsi").Between(40, 80),
            Indicator("spread_pct") <= 1.0),
        CloseOrderDetection = Any(
            Value("unrealized_pnl_pct") >= 15.0,
            Indicator("price_momentum") <= -6.0),
        EmergencyExit = Any(Indicator("price_momentum") >= 12.0).WithCooldown(1800),
    };
}
