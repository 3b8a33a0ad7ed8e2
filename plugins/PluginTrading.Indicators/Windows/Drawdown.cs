using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Last price against the highest of a window that ends now, %; never positive.</summary>
internal sealed class Drawdown(MarketView market, TradeWindow window) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "drawdown_pct",
            Description = "How far the last price is below the highest of the last t1 seconds; never positive.",
            Unit = "%",
            Parameters = [Parameter.WindowLength(300)],
        },
        (market, parameters) => new Drawdown(market, market.Trades.Window(parameters["t1"])));

    public double Value => Finite.OrNaN(100 * ((market.LastPrice / window.MaxPrice) - 1));
}
