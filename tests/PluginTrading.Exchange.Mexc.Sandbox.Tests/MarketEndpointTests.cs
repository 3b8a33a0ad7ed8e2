namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class MarketEndpointTests
{
    [Fact]
    public async Task Detail_is_a_list_or_one_object()
    {
        await using var rig = await Rig.StartAsync();

        (await rig.PublicAsync("/api/v1/contract/detail"))["data"]!.AsArray().Count.ShouldBe(2);
        var detail = (await rig.PublicAsync("/api/v1/contract/detail?symbol=ETH_USDT"))["data"]!;
        detail["contractSize"]!.GetValue<decimal>().ShouldBe(0.01m);
        detail["priceUnit"]!.GetValue<decimal>().ShouldBe(0.01m);
        detail["volUnit"]!.GetValue<decimal>().ShouldBe(1m);
        detail["apiAllowed"]!.GetValue<bool>().ShouldBeTrue();
        (await rig.PublicAsync("/api/v1/contract/detail?symbol=NO_USDT"))["message"]!.GetValue<string>().ShouldBe("Contract does not exist");
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("support_currencies")]
    [InlineData("depth/BTC_USDT?limit=5")]
    [InlineData("depth_commits/BTC_USDT/10")]
    [InlineData("index_price/BTC_USDT")]
    [InlineData("fair_price/BTC_USDT")]
    [InlineData("funding_rate/BTC_USDT")]
    [InlineData("funding_rate")]
    [InlineData("funding_rate/history?symbol=BTC_USDT&page_num=1&page_size=20")]
    [InlineData("kline/BTC_USDT")]
    [InlineData("kline/index_price/BTC_USDT?interval=Min5")]
    [InlineData("kline/fair_price/BTC_USDT?interval=Day1")]
    [InlineData("deals/BTC_USDT?limit=3")]
    [InlineData("risk_reverse")]
    [InlineData("risk_reverse/history?symbol=BTC_USDT&page_num=1&page_size=20")]
    [InlineData("ticker")]
    [InlineData("ticker?symbol=BTC_USDT")]
    public async Task Endpoint_answers_before_and_after_the_market_began(string path)
    {
        await using var before = await Rig.StartAsync();
        (await before.PublicAsync("/api/v1/contract/" + path))["code"]!.GetValue<int>().ShouldBe(0);
        await using var after = await Rig.StartWithMarketAsync();
        (await after.PublicAsync("/api/v1/contract/" + path))["data"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("depth/NO_USDT", 1001)]
    [InlineData("depth/BTC_USDT?limit=x", 600)]
    [InlineData("kline/BTC_USDT?interval=Min7", 600)]
    [InlineData("kline/BTC_USDT?start=x", 600)]
    [InlineData("depth_commits/BTC_USDT/x", 600)]
    [InlineData("funding_rate/history", 1001)]
    public async Task Wrong_question_gets_its_code(string path, int code)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.PublicAsync("/api/v1/contract/" + path))["code"]!.GetValue<int>().ShouldBe(code);
    }

    [Fact]
    public async Task Klines_are_made_of_trades()
    {
        await using var rig = await Rig.StartAsync();
        rig.Trade(60_000, 0.001);
        rig.Trade(60_010, 0.002);
        rig.Trade(59_990, 0.003);
        rig.Wait(60);
        rig.Trade(60_005, 0.001);

        var klines = (await rig.PublicAsync("/api/v1/contract/kline/BTC_USDT?interval=Min1"))["data"]!;
        klines["time"]!.AsArray().Select(t => t!.GetValue<long>()).ShouldBe([1_610_599_980, 1_610_600_040]);
        klines["open"]!.AsArray().Select(t => t!.GetValue<decimal>()).ShouldBe([60_000, 59_990]);
        klines["close"]!.AsArray().Select(t => t!.GetValue<decimal>()).ShouldBe([59_990, 60_005]);
        klines["high"]!.AsArray().Select(t => t!.GetValue<decimal>()).ShouldBe([60_010, 60_005]);
        klines["vol"]!.AsArray().Select(t => t!.GetValue<decimal>()).ShouldBe([60, 10]);
        klines["realOpen"]!.AsArray().Select(t => t!.GetValue<decimal>()).ShouldBe([60_000, 60_005]);
    }

    [Fact]
    public async Task Book_without_quotes_lies_around_the_last_trade()
    {
        await using var rig = await Rig.StartAsync(s => s with { Instruments = [Rig.Bitcoin, Rig.Ether with { SpreadPct = 0.1 }] });
        rig.Trade(60_000);
        rig.Trade(2000, symbol: 1);

        var tick = (await rig.PublicAsync("/api/v1/contract/ticker?symbol=BTC_USDT"))["data"]!;
        (tick["bid1"]!.GetValue<decimal>(), tick["ask1"]!.GetValue<decimal>()).ShouldBe((59_999.9m, 60_000m));
        var spread = (await rig.PublicAsync("/api/v1/contract/ticker?symbol=ETH_USDT"))["data"]!;
        (spread["bid1"]!.GetValue<decimal>(), spread["ask1"]!.GetValue<decimal>()).ShouldBe((1999m, 2001m));
        spread["fairPrice"]!.GetValue<decimal>().ShouldBe(2000);
    }
}
