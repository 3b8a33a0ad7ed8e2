using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Plugins;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Samples.PumpAndDump;

/// <summary>
/// A strategy as a plugin: a session names it as <c>{ "plugin": "plugintrading.samples.pump-and-dump/pump_dump_detection" }</c>. It is the strategy of
/// <c>../pump-and-dump/pump_dump_detection.json</c>.
/// </summary>
public sealed class PumpAndDumpPlugin : IPlugin
{
    private static StrategyDefinition Strategy => new()
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

    /// <inheritdoc/>
    public void Register(IPluginRegistry registry) => registry.AddStrategy(Strategy);
}
