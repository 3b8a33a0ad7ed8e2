using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Quotes;

/// <summary>Spread of the last quote in % of mid; before any quote the instrument's declared spread, else NaN.</summary>
internal sealed class Spread(MarketView market) : IIndicator
{
    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "spread_pct",
            Description = "Spread of the last quote in percent of mid; on data without quotes the declared constant spread.",
            Unit = "%",
        },
        (market, _) => new Spread(market));

    public double Value => double.IsNaN(market.Bid)
        ? Finite.OrNaN(market.Instrument.SpreadPct ?? double.NaN)
        : Finite.OrNaN(100 * (market.Ask - market.Bid) / ((market.Bid + market.Ask) / 2));
}
