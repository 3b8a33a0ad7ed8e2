using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Change of the price over a window, %.</summary>
internal sealed class PriceMomentum(TradeWindow window) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "price_momentum",
            Description = "Change of the price from t1 to t2 seconds ago.",
            Unit = "%",
            Parameters = [Parameter.WindowStart(60), Parameter.WindowEnd],
        },
        (market, parameters) => new PriceMomentum(market.Trades.Window(parameters["t1"], parameters["t2"])),
        Parameter.CheckWindow);

    public double Value => Finite.OrNaN(100 * ((window.PriceAtEnd / window.PriceAtStart) - 1));
}
