using System.Text.Json.Nodes;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class AccountTests
{
    [Fact]
    public async Task Round_trip_in_hedge_mode_leaves_profit_less_fees()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 100);
        rig.Quote(60_000, 60_000.1);
        await rig.PlaceAsync(side: 3, vol: 50);
        rig.Quote(60_100, 60_100.1);
        (await rig.PositionsAsync()).Count.ShouldBe(2);

        await rig.PlaceAsync(side: 4, vol: 100);
        await rig.PlaceAsync(side: 2, vol: 50);
        rig.Quote(60_200, 60_200.1);

        (await rig.PositionsAsync()).ShouldBeEmpty();
        var profit = (0.01m * (60_200m - 60_000.1m)) + (0.005m * (60_100m - 60_200.1m));
        var fees = 0.0008m * ((0.01m * (60_200m + 60_000.1m)) + (0.005m * (60_100m + 60_200.1m)));
        var asset = await rig.AssetAsync();
        asset["availableBalance"]!.GetValue<decimal>().ShouldBe(10_000m + profit - fees);
        asset["positionMargin"]!.GetValue<decimal>().ShouldBe(0);
        ShouldAddUp(asset);
    }

    [Fact]
    public async Task Equity_is_available_and_margins_and_unrealized_at_every_step()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 100);
        await rig.PlaceAsync(side: 1, vol: 30, price: 59_900, type: 1);
        ShouldAddUp(await rig.AssetAsync());
        rig.Trade(60_000);
        ShouldAddUp(await rig.AssetAsync());
        rig.Trade(59_890);
        ShouldAddUp(await rig.AssetAsync());
        await rig.PlaceAsync(side: 4, vol: 70);
        rig.Trade(59_895);
        var asset = await rig.AssetAsync();
        ShouldAddUp(asset);
        asset["frozenBalance"]!.GetValue<decimal>().ShouldBe(0);
        (await rig.PositionsAsync())[0]!["holdVol"]!.GetValue<decimal>().ShouldBe(60);
    }

    [Fact]
    public async Task One_way_mode_nets_and_flips_and_reduce_only_never_opens()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        (await rig.PostAsync("position/change_position_mode", """{"positionMode":2}"""))["code"]!.GetValue<int>().ShouldBe(0);
        await rig.PlaceAsync(side: 1, vol: 10);
        rig.Trade(60_000);
        (await rig.PostAsync("position/change_position_mode", """{"positionMode":1}"""))["code"]!.GetValue<int>().ShouldBe(7001);

        await rig.PlaceAsync(side: 3, vol: 4);
        rig.Trade(60_000);
        (await rig.PositionsAsync()).ShouldHaveSingleItem()!["holdVol"]!.GetValue<decimal>().ShouldBe(6);
        await rig.PlaceAsync(side: 3, vol: 10);
        rig.Trade(60_000);
        var position = (await rig.PositionsAsync()).ShouldHaveSingleItem()!;
        position["positionType"]!.GetValue<int>().ShouldBe(2);
        position["holdVol"]!.GetValue<decimal>().ShouldBe(4);
        (await rig.TryPlaceAsync(side: 3, vol: 1, more: ",\"reduceOnly\":true"))["code"]!.GetValue<int>().ShouldBe(2009);
        (await rig.TryPlaceAsync(side: 1, vol: 5, more: ",\"reduceOnly\":true"))["code"]!.GetValue<int>().ShouldBe(2008);
        await rig.PlaceAsync(side: 1, vol: 4, more: ",\"reduceOnly\":true");
        rig.Trade(60_000);
        (await rig.PositionsAsync()).ShouldBeEmpty();
        ShouldAddUp(await rig.AssetAsync());
        (await rig.AssetAsync())["positionMargin"]!.GetValue<decimal>().ShouldBe(0);
    }

    [Fact]
    public async Task Netting_order_that_takes_the_whole_position_ends_those_that_wait_to_close_it()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PostAsync("position/change_position_mode", """{"positionMode":2}""");
        await rig.PlaceAsync(side: 1, vol: 10);
        rig.Trade(60_000);
        var waiting = await rig.PlaceAsync(side: 3, vol: 10, price: 61_000, type: 1, more: ",\"reduceOnly\":true");
        await rig.PlaceAsync(side: 3, vol: 10);

        rig.Trade(60_000);

        var order = await rig.OrderAsync(waiting);
        (order["state"]!.GetValue<int>(), order["errorCode"]!.GetValue<int>()).ShouldBe((5, 3));
        (await rig.PositionsAsync()).ShouldBeEmpty();
        await rig.PlaceAsync(side: 1, vol: 10);
        rig.Trade(60_000);
        (await rig.PositionsAsync()).ShouldHaveSingleItem()!["frozenVol"]!.GetValue<decimal>().ShouldBe(0);
    }

    [Fact]
    public async Task Netting_order_without_leverage_survives_that_its_position_is_gone()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PostAsync("position/change_position_mode", """{"positionMode":2}""");
        await rig.PlaceAsync(side: 1, vol: 10);
        rig.Trade(60_000);
        (await rig.PostAsync("order/create", """{"symbol":"BTC_USDT","vol":10,"side":3,"type":5,"openType":1}"""))["code"]!.GetValue<int>().ShouldBe(0);
        rig.Sandbox.Inject("close_outside");

        rig.Trade(60_000);

        (await rig.PositionsAsync()).ShouldHaveSingleItem()!["positionType"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Funding_is_paid_on_the_mark_before_it_and_recorded()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 100);
        await rig.PlaceAsync(side: 3, vol: 40);
        rig.Mark(60_000);
        using var socket = await Socket.LogInAsync(rig);
        var before = (await rig.AssetAsync())["availableBalance"]!.GetValue<decimal>();

        rig.Funding(0.0002);

        (await rig.AssetAsync())["availableBalance"]!.GetValue<decimal>().ShouldBe(before - (600m * 0.0002m) + (240m * 0.0002m));
        var page = (await rig.GetAsync("position/funding_records", "symbol=BTC_USDT"))["data"]!;
        page["totalCount"]!.GetValue<int>().ShouldBe(2);
        page["resultList"]!.AsArray().Select(r => r!["funding"]!.GetValue<decimal>()).ShouldBe([0.048m, -0.12m]);
        (await rig.PositionsAsync())[0]!["holdFee"]!.GetValue<decimal>().ShouldBe(-0.12m);
        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.personal.asset", "push.personal.position", "push.personal.asset", "push.personal.position"]);
        (await rig.PublicAsync("/api/v1/contract/funding_rate/history?symbol=BTC_USDT"))["data"]!["resultList"]![0]!["fundingRate"]!.GetValue<double>().ShouldBe(0.0002);
    }

    [Fact]
    public async Task Leverage_of_a_position_books_its_margin_anew()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 100, leverage: 20);
        rig.Quote(59_999.9, 60_000);
        var id = (await rig.PositionsAsync())[0]!["positionId"]!.GetValue<long>();

        (await rig.PostAsync("position/change_leverage", $$"""{"positionId":{{id}},"leverage":50}"""))["code"]!.GetValue<int>().ShouldBe(0);
        (await rig.PositionsAsync())[0]!["im"]!.GetValue<decimal>().ShouldBe(600m * 0.0208m);
        (await rig.TryPlaceAsync(side: 1, vol: 1, leverage: 20))["code"]!.GetValue<int>().ShouldBe(2021);
        (await rig.PostAsync("position/change_leverage", """{"symbol":"ETH_USDT","positionType":2,"openType":1,"leverage":7}"""))["code"]!.GetValue<int>().ShouldBe(0);
        (await rig.GetAsync("position/leverage", "symbol=ETH_USDT"))["data"]![1]!["leverage"]!.GetValue<int>().ShouldBe(7);
        (await rig.PostAsync("position/change_margin", $$"""{"positionId":{{id}},"amount":5,"type":"ADD"}"""))["code"]!.GetValue<int>().ShouldBe(0);
        (await rig.PositionsAsync())[0]!["im"]!.GetValue<decimal>().ShouldBe((600m * 0.0208m) + 5);
        (await rig.PostAsync("position/change_margin", $$"""{"positionId":{{id}},"amount":6,"type":"SUB"}"""))["code"]!.GetValue<int>().ShouldBe(2018);
        ShouldAddUp(await rig.AssetAsync());
    }

    [Fact]
    public async Task Close_all_closes_with_the_next_event()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 100);
        await rig.PlaceAsync(side: 3, vol: 3, symbol: "ETH_USDT");
        rig.Trade(60_000);
        rig.Trade(2000, symbol: 1);

        (await rig.PostAsync("position/close_all", "{}"))["code"]!.GetValue<int>().ShouldBe(0);
        (await rig.PositionsAsync()).Count.ShouldBe(2);
        rig.Trade(60_000);
        rig.Trade(2000, symbol: 1);

        (await rig.PositionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Account_endpoints_answer()
    {
        await using var rig = await Rig.StartWithMarketAsync();

        (await rig.GetAsync("account/assets"))["data"]!.AsArray().Count.ShouldBe(1);
        (await rig.GetAsync("account/asset/BTC"))["code"]!.GetValue<int>().ShouldBe(4001);
        (await rig.GetAsync("account/tiered_fee_rate/v2", "symbol=BTC_USDT"))["data"]!["realTakerFee"]!.GetValue<decimal>().ShouldBe(0.0008m);
        (await rig.GetAsync("account/contract/fee_rate", "symbol=NO_USDT"))["code"]!.GetValue<int>().ShouldBe(1001);
        (await rig.GetAsync("account/risk_limit", "symbol=BTC_USDT"))["data"]!["BTC_USDT"]!.AsArray().Count.ShouldBe(2);
        (await rig.GetAsync("position/position_mode"))["data"]!.GetValue<int>().ShouldBe(1);
        (await rig.GetAsync("planorder/list/orders"))["data"]!.AsArray().ShouldBeEmpty();
        (await rig.GetAsync("stoporder/open_orders"))["data"]!.AsArray().ShouldBeEmpty();
    }

    private static void ShouldAddUp(JsonNode asset) =>
        (Money(asset, "availableBalance") + Money(asset, "positionMargin") + Money(asset, "frozenBalance") + Money(asset, "unrealized"))
            .ShouldBe(Money(asset, "equity"), 0.000000000000000001m); // The last digits of a division.

    private static decimal Money(JsonNode asset, string name) => asset[name]!.GetValue<decimal>();
}
