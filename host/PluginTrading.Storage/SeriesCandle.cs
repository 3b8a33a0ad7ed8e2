using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A closed candle for the series.</summary>
/// <param name="Symbol">Symbol of the market.</param>
/// <param name="Interval">For instance <c>1m</c>.</param>
/// <param name="OpenTime">Its begin.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Base units.</param>
public sealed record SeriesCandle(string Symbol, string Interval, Timestamp OpenTime, double Open, double High, double Low, double Close, double Volume);
