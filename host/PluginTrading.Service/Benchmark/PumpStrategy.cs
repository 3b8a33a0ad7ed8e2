using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Service.Benchmark;

/// <summary>The strategy that benchmarks run: sell the top of a pump. <see cref="HandWrittenPump"/> is the same, written as one loop.</summary>
internal static class PumpStrategy
{
    public static StrategyDefinition Definition { get; } = new()
    {
        Name = "pump_dump_detection",
        Direction = Direction.Short,
        Limits = new StrategyLimits
        {
            BaseSize = 0.3m,
            Leverage = 3,
            MinPositionSize = 10,
            MaxPositionSize = 500,
            StopLossPct = 8,
            SignalTimeoutSeconds = 300,
        },
        RiskAdjustment = new RiskAdjustment
        {
            Indicator = Indicator("volatility_pct"),
            SizeMultiplier = new Curve((0.1, 1), (1, 0.5), (3, 0.25)),
        },
        SignalDetection = All(Indicator("pump_magnitude_pct") >= 8, Indicator("volume_surge_ratio") >= 3, Indicator("price_momentum") >= 5),
        SignalCancellation = Any(Indicator("pump_magnitude_pct") <= -2).WithCooldown(300),
        EntryConditions = All(Indicator("rsi").Between(40, 80), Indicator("spread_pct") <= 1),
        CloseOrderDetection = Any(Value("unrealized_pnl_pct") >= 15, Indicator("price_momentum") <= -6),
        EmergencyExit = Any(Indicator("price_momentum") >= 12).WithCooldown(1800),
    };
}
