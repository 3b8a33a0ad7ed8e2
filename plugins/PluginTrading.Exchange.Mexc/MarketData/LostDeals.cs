using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>A minute whose deals did not all come.</summary>
/// <param name="Start">Begin of the minute.</param>
/// <param name="Heard">Contracts that the deals add up to.</param>
/// <param name="Expected">Contracts that the kline says were traded.</param>
internal readonly record struct LostDeals(Timestamp Start, double Heard, double Expected);
