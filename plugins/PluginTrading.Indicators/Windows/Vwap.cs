using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Volume-weighted mean price over a window, quote currency; NaN when nothing traded in it.</summary>
internal sealed class Vwap(TradeWindow window) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "vwap",
            Description = "Volume-weighted mean price of the trades from t1 to t2 seconds ago; not ready when there is none.",
            Unit = "quote currency",
            Parameters = [Parameter.WindowStart(300), Parameter.WindowEnd],
        },
        (market, parameters) => new Vwap(market.Trades.Window(parameters["t1"], parameters["t2"])),
        Parameter.CheckWindow);

    public double Value => window.IsReady ? Finite.OrNaN(window.Turnover / window.Volume) : double.NaN;
}
