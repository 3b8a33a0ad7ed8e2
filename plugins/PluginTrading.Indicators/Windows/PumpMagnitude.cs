using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>How far the last price is above the time-weighted mean of a window, %.</summary>
internal sealed class PumpMagnitude(MarketView market, TradeWindow window) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "pump_magnitude_pct",
            Description = "How far the last price is above the time-weighted mean price from t1 to t2 seconds ago.",
            Unit = "%",
            Parameters = [Parameter.WindowStart(300), Parameter.WindowEnd],
        },
        (market, parameters) => new PumpMagnitude(market, market.Trades.Window(parameters["t1"], parameters["t2"])),
        Parameter.CheckWindow);

    public double Value => Finite.OrNaN(100 * ((market.LastPrice / window.TimeWeightedPrice) - 1));
}
