using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Four trades that stand for a one-minute kline: open, the two extremes, close, each with a quarter of the volume.</summary>
internal static class KlineTrades
{
    private const long Minute = 60 * Timestamp.PerSecond;

    /// <param name="symbolIndex">Of the events.</param>
    /// <param name="start">Begin of the minute.</param>
    /// <param name="kline">Prices in quote currency, quantity in base asset.</param>
    /// <returns>Open at the start, low and high at a third and two thirds (low first when it closed no lower than it opened), close at the last nanosecond.</returns>
    public static IEnumerable<MarketEvent> Of(int symbolIndex, Timestamp start, Kline kline)
    {
        var rose = kline.Close >= kline.Open;
        var quarter = kline.Quantity / 4;
        yield return MarketEvent.Trade(symbolIndex, start, kline.Open, quarter);
        yield return MarketEvent.Trade(symbolIndex, start.Plus(Minute / 3), rose ? kline.Low : kline.High, quarter);
        yield return MarketEvent.Trade(symbolIndex, start.Plus(Minute / 3 * 2), rose ? kline.High : kline.Low, quarter);
        yield return MarketEvent.Trade(symbolIndex, start.Plus(Minute - 1), kline.Close, quarter);
    }
}
