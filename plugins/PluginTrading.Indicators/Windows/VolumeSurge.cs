using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Windows;

/// <summary>Traded quantity per second of a window that ends now ÷ that of the window before it, a ratio; NaN when nothing traded in the earlier one.</summary>
internal sealed class VolumeSurge(MarketView market, double seconds, double earlierSeconds) : IIndicator
{
    private readonly TradeWindow _recent = market.Trades.Window(seconds);
    private readonly TradeWindow _earlier = market.Trades.Window(seconds + earlierSeconds, seconds);

    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "volume_surge_ratio",
            Description = "Volume per second of the last t1 seconds divided by that of the t2 seconds before them.",
            Unit = "ratio",
            Parameters = [Parameter.WindowLength(300), Parameter.EarlierWindowLength(900)],
        },
        (market, parameters) => new VolumeSurge(market, parameters["t1"], parameters["t2"]));

    public double Value => _earlier.IsReady
        ? Finite.OrNaN(_recent.Volume / seconds / (_earlier.Volume / earlierSeconds))
        : double.NaN;
}
