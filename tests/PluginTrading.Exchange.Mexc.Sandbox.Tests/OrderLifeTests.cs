namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class OrderLifeTests
{
    [Fact]
    public async Task Market_order_is_acknowledged_first_and_filled_by_the_next_event_with_its_pushes_in_order()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);

        var id = await rig.PlaceAsync(side: 1, vol: 5, more: ",\"externalOid\":\"abc-1\"");
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(2);
        rig.Quote(60_000, 60_000.2);

        var order = await rig.OrderAsync(id);
        order["state"]!.GetValue<int>().ShouldBe(3);
        order["dealAvgPrice"]!.GetValue<decimal>().ShouldBe(60_000.2m);
        order["externalOid"]!.GetValue<string>().ShouldBe("abc-1");
        order["takerFee"]!.GetValue<decimal>().ShouldBe(5 * 0.0001m * 60_000.2m * 0.0008m);
        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(
        [
            "push.personal.order", "push.personal.asset",
            "push.personal.order", "push.personal.order.deal", "push.personal.asset", "push.personal.position",
        ]);
        var position = (await rig.PositionsAsync()).ShouldHaveSingleItem()!;
        position["holdVol"]!.GetValue<decimal>().ShouldBe(5);
        position["im"]!.GetValue<decimal>().ShouldBe(30.0001m * 0.0508m);
    }

    [Fact]
    public async Task Order_in_a_market_that_stands_still_fills_after_its_acknowledgement()
    {
        await using var rig = await Rig.StartWithMarketAsync();

        var id = await rig.PlaceAsync(side: 3, vol: 5);
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(2);
        rig.Time.Advance(0.1);

        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Limit_order_rests_as_maker_and_fills_at_its_price_when_a_trade_prints_through_it()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var id = await rig.PlaceAsync(side: 1, vol: 10, price: 59_990, type: 1);
        rig.Quote(59_999.9, 60_000.1);
        rig.Trade(59_990.1);
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(2);

        rig.Trade(59_985);

        var order = await rig.OrderAsync(id);
        order["state"]!.GetValue<int>().ShouldBe(3);
        order["dealAvgPrice"]!.GetValue<decimal>().ShouldBe(59_990m);
        order["makerFee"]!.GetValue<decimal>().ShouldBe(10 * 0.0001m * 59_990m * 0.0006m);
        var deal = (await rig.GetAsync("order/deal_details/" + id))["data"]!.AsArray().ShouldHaveSingleItem()!;
        deal["taker"]!.GetValue<bool>().ShouldBeFalse();
        deal["positionMode"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Limit_order_that_crosses_takes_at_the_best_price()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var id = await rig.PlaceAsync(side: 1, vol: 10, price: 60_010, type: 1);

        rig.Trade(60_000);

        var order = await rig.OrderAsync(id);
        order["dealAvgPrice"]!.GetValue<decimal>().ShouldBe(60_000.1m);
        order["makerFee"]!.GetValue<decimal>().ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 60_000.1, 4, 20)]
    [InlineData(2, 60_000.0, 2, 0)]
    [InlineData(3, 60_000.0, 4, 18)]
    [InlineData(3, 60_000.1, 3, 0)]
    [InlineData(4, 60_000.0, 4, 19)]
    [InlineData(4, 60_000.1, 3, 0)]
    [InlineData(6, 60_000.0, 3, 0)]
    public async Task Order_type_ends_as_documented(int type, double price, int state, int errorCode)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var id = await rig.PlaceAsync(side: 1, vol: 10, price: (decimal)price, type: type);

        rig.Quote(59_999.9, 60_000.1);
        rig.Mark(60_000);

        var order = await rig.OrderAsync(id);
        order["state"]!.GetValue<int>().ShouldBe(state);
        order["errorCode"]!.GetValue<int>().ShouldBe(errorCode);
        rig.Sandbox.Venue.State.Account.Frozen.ShouldBe(state == 2 ? order["orderMargin"]!.GetValue<decimal>() : 0);
    }

    [Fact]
    public async Task Cancel_takes_numbers_and_strings_and_says_how_each_went()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var open = await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        var other = await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1, more: ",\"externalOid\":\"mine\"");

        var results = (await rig.PostAsync("order/cancel", $"[\"{open}\",{open},5]"))["data"]!.AsArray();
        results.Select(r => r!["errorMsg"]!.GetValue<string>()).ShouldBe(["success", "order state cannot be cancelled", "order not exist"]);
        results.Select(r => r!["errorCode"]!.GetValue<int>()).ShouldBe([0, 2041, 2040]);
        (await rig.PostAsync("order/cancel_with_external", """{"symbol":"BTC_USDT","externalOid":"mine"}"""))["data"]![0]!["orderId"]!.GetValue<long>()
            .ShouldBe(long.Parse(other, System.Globalization.CultureInfo.InvariantCulture));
        (await rig.PostAsync("order/batch_cancel_with_external", """[{"symbol":"ETH_USDT","externalOid":"mine"}]"""))["data"]![0]!["errorCode"]!.GetValue<int>().ShouldBe(2040);
        (await rig.AssetAsync())["availableBalance"]!.GetValue<decimal>().ShouldBe(10_000);
    }

    [Fact]
    public async Task Queries_find_orders_by_every_way()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var filled = await rig.PlaceAsync(side: 1, vol: 1, more: ",\"externalOid\":\"a\"");
        rig.Quote(59_999.9, 60_000);
        var open = await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1, more: ",\"externalOid\":\"b\"");
        await rig.PlaceAsync(side: 3, vol: 1, price: 2100, type: 1, symbol: "ETH_USDT");

        (await rig.GetAsync("order/external/BTC_USDT/a"))["data"]!["orderId"]!.GetValue<string>().ShouldBe(filled);
        (await rig.GetAsync("order/external/ETH_USDT/a"))["code"]!.GetValue<int>().ShouldBe(2040);
        (await rig.GetAsync("order/batch_query", $"order_ids={filled}%2C{open}%2C7"))["data"]!.AsArray().Count.ShouldBe(2);
        (await rig.PostAsync("order/batch_query_with_external", """[{"symbol":"BTC_USDT","externalOid":"b"}]"""))["data"]![0]!["orderId"]!.GetValue<string>().ShouldBe(open);
        (await rig.GetAsync("order/list/open_orders"))["data"]!.AsArray().Count.ShouldBe(2);
        (await rig.GetAsync("order/list/open_orders/BTC_USDT"))["data"]!.AsArray().Count.ShouldBe(1);
        (await rig.GetAsync("order/list/history_orders", "states=3&symbol=BTC_USDT"))["data"]!.AsArray().ShouldHaveSingleItem()!["orderId"]!.GetValue<string>().ShouldBe(filled);
        (await rig.GetAsync("order/list/history_orders", "end_time=0&start_time=90000000000000"))["code"]!.GetValue<int>().ShouldBe(6003);
        (await rig.GetAsync("order/list/order_deals", "symbol=BTC_USDT"))["data"]!.AsArray().Count.ShouldBe(1);
        (await rig.GetAsync("order/list/order_deals/v3", "end_time=99999999999999&symbol=BTC_USDT&start_time=99999999990000"))["data"]!.AsArray().ShouldBeEmpty();
        (await rig.GetAsync("order/list/close_orders"))["data"]!.AsArray().ShouldBeEmpty();
        (await rig.GetAsync("order/open_order_total_count"))["data"]!["sumCount"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Range_until_the_wall_clocks_now_holds_what_a_faster_market_did_after_it()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Wait(2 * 86_400);
        rig.Quote(59_999.9, 60_000.1);
        await rig.PlaceAsync(side: 1, vol: 1);
        rig.Quote(59_999.9, 60_000);
        var (wall, market) = (rig.Time.GetUtcNow().ToUnixTimeMilliseconds(), rig.Sandbox.Venue.State.Clock.MarketMs);
        market.ShouldBeGreaterThan(wall + 86_400_000);

        (await rig.GetAsync("order/list/order_deals/v3", $"symbol=BTC_USDT&start_time={market - 1000}&end_time={wall + 10_000}"))["data"]!.AsArray().ShouldHaveSingleItem();
        (await rig.GetAsync("order/list/order_deals/v3", $"symbol=BTC_USDT&start_time={market - 1000}&end_time={wall - 1}"))["code"]!.GetValue<int>().ShouldBe(6003);
        (await rig.GetAsync("position/funding_records", $"start_time={market - 1000}&end_time={wall + 10_000}"))["code"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Order_ids_are_snowflakes_of_market_time()
    {
        await using var rig = await Rig.StartWithMarketAsync();

        var first = long.Parse(await rig.PlaceAsync(side: 1, vol: 1), System.Globalization.CultureInfo.InvariantCulture);
        var second = long.Parse(await rig.PlaceAsync(side: 1, vol: 1), System.Globalization.CultureInfo.InvariantCulture);

        ((first >> 22) + 1_585_670_400_000).ShouldBe(rig.Sandbox.Venue.State.Clock.MarketMs);
        second.ShouldBe(first + 1);
    }
}
