using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

public sealed class TradeBackfillTests
{
    [Fact]
    public async Task Deals_alone_answer_for_a_time_that_they_cover()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("deals/BTC_USDT", "deals");

        var trades = await mexc.Exchange.GetTradesAsync(FakeMexc.Btc, 2, At(1_795_000_085_000), At(1_795_000_090_000), FakeMexc.Stop);

        var trade = trades.ShouldHaveSingleItem();
        (trade.Price, trade.SymbolIndex, trade.TakerSide).ShouldBe((60001.5, 2, TakerSide.Buy));
        mexc.Http.Sent.ShouldHaveSingleItem().Query.ShouldBe("limit=100");
    }

    [Fact]
    public async Task Klines_stand_for_the_time_before_the_deals_without_overlap()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("deals/BTC_USDT", "deals").OnFile("kline/BTC_USDT", "kline");

        var trades = await mexc.Exchange.GetTradesAsync(FakeMexc.Btc, 0, At(1_795_000_020_000), At(1_795_000_100_000), FakeMexc.Stop);

        mexc.Http.Sent[1].Query.ShouldBe("end=1795000084&interval=Min1&start=1795000020");
        // The first kline's open is at the very beginning, which is not after it; the third begins at :80 and the oldest deal is at :85.
        trades.Select(t => (t.Time.Nanoseconds / 1_000_000, t.Price)).ShouldBe(
        [
            (1_795_000_040_000, 59990), (1_795_000_060_000, 60020), (1_795_000_079_999, 60010.5),
            (1_795_000_080_000, 60010.4), (1_795_000_085_000, 60000.1), (1_795_000_090_000, 60001.5), (1_795_000_090_500, 60002.5),
        ]);
        trades[0].Quantity.ShouldBe(812 * 0.0001 / 4, 1e-12);
    }

    [Fact]
    public async Task Long_time_is_asked_for_in_pieces_of_2000_klines()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("deals/BTC_USDT", """{"success":true,"code":0,"data":[]}""");
        mexc.Http.On("kline/BTC_USDT", """{"success":true,"code":0,"data":{"time":[],"open":[],"close":[],"high":[],"low":[],"vol":[]}}""");

        (await mexc.Exchange.GetTradesAsync(FakeMexc.Btc, 0, At(1_794_700_000_000), At(1_795_000_000_000), FakeMexc.Stop)).ShouldBeEmpty();

        mexc.Http.To("kline/BTC_USDT").Select(s => s.Query).ShouldBe(
        [
            "end=1794819900&interval=Min1&start=1794699960",
            "end=1794939900&interval=Min1&start=1794819960",
            "end=1795000000&interval=Min1&start=1794939960",
        ]);
    }

    [Fact]
    public async Task Malformed_answer_is_no_answer()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("deals/BTC_USDT", """{"success":true,"code":0,"data":[{"p":"x"}]}""");

        (await Should.ThrowAsync<ExchangeException>(mexc.Exchange.GetTradesAsync(FakeMexc.Btc, 0, At(1), At(2), FakeMexc.Stop))).Message.ShouldContain("trades of BTC_USDT");
    }

    [Theory]
    [InlineData(100, 101, new[] { 100.0, 99, 102, 101 })]
    [InlineData(100, 100, new[] { 100.0, 99, 102, 100 })]
    [InlineData(101, 100, new[] { 101.0, 102, 99, 100 })]
    public void Kline_goes_to_the_far_side_first(double open, double close, double[] prices)
    {
        var trades = KlineTrades.Of(0, new Timestamp(0), new Kline(open, 102, 99, close, 8)).ToList();

        trades.Select(t => t.Price).ShouldBe(prices);
        trades.Select(t => t.Time.Nanoseconds).ShouldBe([0, 20_000_000_000, 40_000_000_000, 59_999_999_999]);
        trades.ShouldAllBe(t => t.Quantity == 2 && t.TakerSide == TakerSide.Unknown);
    }

    private static Timestamp At(long milliseconds) => Timestamp.FromUnixMilliseconds(milliseconds);
}
