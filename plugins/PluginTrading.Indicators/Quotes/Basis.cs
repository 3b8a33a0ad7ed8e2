using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Quotes;

/// <summary>How far the last trade price is above the mark price, %.</summary>
internal sealed class Basis(MarketView market) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "basis_pct",
            Description = "How far the last trade price is above the mark price.",
            Unit = "%",
        },
        (market, _) => new Basis(market));

    public double Value => Finite.OrNaN(100 * ((market.LastPrice / market.MarkPrice) - 1));
}
