using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Time-weighted mean price over a window, quote currency.</summary>
internal sealed class Twap(TradeWindow window) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "twap",
            Description = "Time-weighted mean price from t1 to t2 seconds ago: each price weighs as long as it was the last one.",
            Unit = "quote currency",
            Parameters = [Parameter.WindowStart(300), Parameter.WindowEnd],
        },
        (market, parameters) => new Twap(market.Trades.Window(parameters["t1"], parameters["t2"])),
        Parameter.CheckWindow);

    public double Value => Finite.OrNaN(window.TimeWeightedPrice);
}
