using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Highest price over a window, quote currency.</summary>
internal sealed class MaxPrice(TradeWindow window) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "max_price",
            Description = "Highest trade price from t1 to t2 seconds ago, the price in force at the start included.",
            Unit = "quote currency",
            Parameters = [Parameter.WindowStart(300), Parameter.WindowEnd],
        },
        (market, parameters) => new MaxPrice(market.Trades.Window(parameters["t1"], parameters["t2"])),
        Parameter.CheckWindow);

    public double Value => Finite.OrNaN(window.MaxPrice);
}
