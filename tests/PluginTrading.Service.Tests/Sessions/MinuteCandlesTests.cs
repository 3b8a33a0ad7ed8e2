using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;
using PluginTrading.Storage;

namespace PluginTrading.Service.Tests.Sessions;

public sealed class MinuteCandlesTests
{
    private const long Minute = 60 * Timestamp.PerSecond;

    private readonly MinuteCandles _candles = new(["ABC_USDT", "XYZ_USDT"]);

    [Fact]
    public void Candle_is_closed_by_the_first_event_of_a_later_minute()
    {
        Trade(0, 5, 10, 1);
        Trade(0, 6, 12, 2);
        Trade(1, 7, 100, 4);
        Trade(0, Minute - 1, 9, 3);
        _candles.TakeClosed().ShouldBeEmpty();

        _candles.Add(MarketEvent.Quote(1, new Timestamp(Minute), 1, 1, 2, 1));

        _candles.TakeClosed().ShouldBe(
        [
            new SeriesCandle("ABC_USDT", "1m", new Timestamp(0), 10, 12, 9, 9, 6),
            new SeriesCandle("XYZ_USDT", "1m", new Timestamp(0), 100, 100, 100, 100, 4),
        ]);
        _candles.TakeClosed().ShouldBeEmpty();
    }

    [Fact]
    public void Minute_without_trades_has_no_candle()
    {
        Trade(0, 3 * Minute, 10, 1);
        Trade(0, (7 * Minute) + 3, 11, 1);
        _candles.Add(MarketEvent.Mark(0, new Timestamp(9 * Minute), 5));

        _candles.TakeClosed().Select(candle => candle.OpenTime.Nanoseconds / Minute).ShouldBe([3, 7]);
    }

    [Fact]
    public void Nothing_is_allocated_while_no_minute_ends()
    {
        Trade(0, 1, 10, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Trade(0, 2 + i, 10 + i, 1);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private void Trade(int symbol, long time, double price, double quantity) => _candles.Add(MarketEvent.Trade(symbol, new Timestamp(time), price, quantity));
}
