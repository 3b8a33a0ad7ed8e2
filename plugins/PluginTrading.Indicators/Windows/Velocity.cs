using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Change of the price over a window ÷ its length, % per second.</summary>
internal sealed class Velocity(TradeWindow window, double seconds) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "velocity",
            Description = "Change of the price from t1 to t2 seconds ago, per second.",
            Unit = "%/s",
            Parameters = [Parameter.WindowStart(10), Parameter.WindowEnd],
        },
        (market, parameters) => new Velocity(market.Trades.Window(parameters["t1"], parameters["t2"]), parameters["t1"] - parameters["t2"]),
        Parameter.CheckWindow);

    public double Value => Finite.OrNaN(100 * ((window.PriceAtEnd / window.PriceAtStart) - 1) / seconds);
}
