using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Past trades: MEXC's last hundred deals, and before them klines.</summary>
internal sealed class TradeBackfill(MexcReads reads)
{
    private const int MostDeals = 100;
    private const int MostKlines = 2000;
    private const long Minute = 60 * Timestamp.PerSecond;

    /// <summary>Trades after <paramref name="from"/> and up to <paramref name="to"/>, oldest first.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    public async Task<IReadOnlyList<MarketEvent>> GetAsync(Instrument instrument, int symbolIndex, Timestamp from, Timestamp to, CancellationToken cancellationToken)
    {
        if (to <= from)
            return [];
        var symbol = Uri.EscapeDataString(instrument.Symbol);
        var data = await reads.GetAsync(RestRequest.Public("deals/" + symbol, query: ("limit", MostDeals)), cancellationToken).ConfigureAwait(false);
        var deals = ClearAnswer.Read($"trades of {instrument.Symbol}", () => Deals(data, instrument, symbolIndex));
        var trades = new List<MarketEvent>();
        if (deals.Count == 0 || deals[0].Time > from)
        {
            // Klines only before the oldest deal, so that nothing is there twice.
            var until = deals.Count > 0 && deals[0].Time <= to ? deals[0].Time.Plus(-1) : to;
            for (var start = from.Nanoseconds / Minute * 60; start * Timestamp.PerSecond <= until.Nanoseconds; start += MostKlines * 60L)
            {
                var end = Math.Min(start + ((MostKlines - 1) * 60L), until.Nanoseconds / Timestamp.PerSecond);
                var klines = await reads.GetAsync(
                    RestRequest.Public("kline/" + symbol, query: [("interval", "Min1"), ("start", start), ("end", end)]), cancellationToken).ConfigureAwait(false);
                trades.AddRange(ClearAnswer.Read($"trades of {instrument.Symbol}", () => Klines(klines, instrument, symbolIndex)).Where(t => t.Time > from && t.Time <= until));
            }
        }

        trades.AddRange(deals.Where(t => t.Time > from && t.Time <= to));
        return trades;
    }

    private static List<MarketEvent> Deals(Payload data, Instrument instrument, int symbolIndex) =>
        // Newest first there; reversed before sorting, so that deals of one millisecond keep their order.
        [.. data.Items().Reverse().Select(d => DealReader.Read(d, symbolIndex, instrument.ContractSize)).OrderBy(t => t.Time)];

    private static List<MarketEvent> Klines(Payload data, Instrument instrument, int symbolIndex)
    {
        var starts = data["time"].Items().Select(t => t.Long()).ToList();
        var trades = new List<MarketEvent>();
        for (var i = 0; i < starts.Count; i++)
        {
            if (data["vol"][i].Decimal() <= 0)
                continue;
            var quantity = data["vol"][i].Quantity(instrument.ContractSize);
            // "open" is the minute before's close; the real ones come from trades of the minute.
            var kline = new Kline(Real(data, "realOpen", "open", i), Real(data, "realHigh", "high", i), Real(data, "realLow", "low", i), Real(data, "realClose", "close", i), quantity);
            trades.AddRange(KlineTrades.Of(symbolIndex, new Timestamp(checked(starts[i] * Timestamp.PerSecond)), kline));
        }

        return [.. trades.OrderBy(t => t.Time)];
    }

    private static double Real(Payload data, string real, string plain, int index) =>
        !data[real][index].IsMissing && data[real][index].Double() is > 0 and var price ? price : data[plain][index].Positive();
}
