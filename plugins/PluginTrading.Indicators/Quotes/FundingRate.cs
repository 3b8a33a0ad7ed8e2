using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Quotes;

/// <summary>Current funding rate, % of position notional; longs pay shorts when positive.</summary>
internal sealed class FundingRate(MarketView market) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "funding_rate_pct",
            Description = "Current funding rate; longs pay shorts when it is positive.",
            Unit = "%",
        },
        (market, _) => new FundingRate(market));

    public double Value => Finite.OrNaN(100 * market.FundingRate);
}
