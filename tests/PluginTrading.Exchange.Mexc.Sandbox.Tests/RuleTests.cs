namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>What an order must meet; each row is one rule broken.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("""{"symbol":"NO_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":20}""", 1001)]
    [InlineData("""{"vol":1,"side":1,"type":5,"openType":1,"leverage":20}""", 600)]
    [InlineData("""{"symbol":"BTC_USDT","vol":"x","side":1,"type":5,"openType":1,"leverage":20}""", 600)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1e30,"side":1,"type":5,"openType":1,"leverage":20}""", 600)]
    [InlineData("""{"symbol":"BTC_USDT",""", 601)]
    [InlineData("""[1]""", 600)]
    [InlineData("""{"symbol":"\ud800","vol":1,"side":1,"type":5,"openType":1,"leverage":20}""", 601)]
    [InlineData("""{"symbol":{"a":"BTC_USDT"},"vol":1,"side":1,"type":5,"openType":1,"leverage":20}""", 600)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1.0,"side":1.0,"type":"5","openType":1,"leverage":20.0}""", 0)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":20.5}""", 600)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":5,"type":5,"openType":1,"leverage":20}""", 2001)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":7,"openType":1,"leverage":20}""", 2029)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":3,"leverage":20}""", 2002)]
    [InlineData("""{"symbol":"BTC_USDT","vol":0,"side":1,"type":5,"openType":1,"leverage":20}""", 2011)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1.5,"side":1,"type":5,"openType":1,"leverage":20}""", 2011)]
    [InlineData("""{"symbol":"BTC_USDT","vol":10000001,"side":1,"type":5,"openType":1,"leverage":20}""", 2028)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":1,"openType":1,"leverage":20}""", 2007)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":1,"price":60000.05,"openType":1,"leverage":20}""", 2015)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":1,"price":66000.1,"openType":1,"leverage":20}""", 2003)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":3,"type":1,"price":53999.9,"openType":1,"leverage":20}""", 2004)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":201}""", 2006)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1}""", 2006)]
    [InlineData("""{"symbol":"BTC_USDT","vol":40000,"side":1,"type":5,"openType":1,"leverage":20}""", 2005)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":4,"type":5,"openType":1,"leverage":20}""", 2009)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":20,"positionMode":2}""", 7002)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":20,"externalOid":"123456789012345678901234567890123"}""", 2030)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":20,"externalOid":"12345678901234567890123456789012"}""", 0)]
    [InlineData("""{"symbol":"BTC_USDT","vol":1,"side":1,"type":1,"price":66000,"openType":1,"leverage":20}""", 0)]
    public async Task Order_is_answered_with_its_code(string body, int code)
    {
        await using var rig = await Rig.StartWithMarketAsync();

        var reply = await rig.PostAsync("order/create", body);

        reply["code"]!.GetValue<int>().ShouldBe(code, reply.ToJsonString());
        reply["success"]!.GetValue<bool>().ShouldBe(code == 0);
    }

    [Theory]
    [InlineData(1, ",\"price\":60000")]
    [InlineData(5, "")]
    public async Task Order_before_the_market_has_a_price_is_refused(int type, string price)
    {
        await using var rig = await Rig.StartAsync();

        (await rig.TryPlaceAsync(side: 1, vol: 1, type: type, more: price))["code"]!.GetValue<int>().ShouldBe(6005);
    }

    [Fact]
    public async Task External_id_is_used_once_for_ever()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        const string external = ",\"externalOid\":\"once\"";
        var id = await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1, more: external);
        await rig.PostAsync("order/cancel", $"[{id}]");

        (await rig.TryPlaceAsync(side: 1, vol: 1, more: external))["code"]!.GetValue<int>().ShouldBe(2042);
    }

    [Fact]
    public async Task Closing_more_than_is_held_and_not_locked_is_refused()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 5);
        rig.Quote(59_999.9, 60_000.1);

        await rig.PlaceAsync(side: 4, vol: 3, price: 61_000, type: 1);
        (await rig.PositionsAsync())[0]!["frozenVol"]!.GetValue<decimal>().ShouldBe(3);
        (await rig.TryPlaceAsync(side: 4, vol: 3))["code"]!.GetValue<int>().ShouldBe(2008);
        (await rig.TryPlaceAsync(side: 4, vol: 2))["code"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Margin_is_just_enough_or_not()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 6.0001m * 0.0516m });

        (await rig.TryPlaceAsync(side: 1, vol: 1, price: 60_001.1m, type: 1))["code"]!.GetValue<int>().ShouldBe(2005);
        (await rig.TryPlaceAsync(side: 1, vol: 1, price: 60_001m, type: 1))["code"]!.GetValue<int>().ShouldBe(0);
        (await rig.AssetAsync())["frozenBalance"]!.GetValue<decimal>().ShouldBe(6.0001m * 0.0508m);
    }

    [Fact]
    public async Task Fifth_order_within_two_seconds_is_too_frequent()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { LimitsRates = true });
        for (var i = 0; i < 4; i++)
            await rig.PlaceAsync(side: 1, vol: 1);

        (await rig.TryPlaceAsync(side: 1, vol: 1))["code"]!.GetValue<int>().ShouldBe(510);
        rig.Time.Advance(2);
        (await rig.TryPlaceAsync(side: 1, vol: 1))["code"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("order/cancel", "{}", 600)]
    [InlineData("order/cancel", "[{}]", 600)]
    [InlineData("order/cancel", "[\"x\"]", 600)]
    [InlineData("order/cancel_with_external", "[1]", 600)]
    [InlineData("order/cancel_with_external", "{}", 600)]
    [InlineData("order/batch_query_with_external", "5", 600)]
    [InlineData("order/cancel_all", "[]", 600)]
    [InlineData("order/cancel_all", "nonsense", 601)]
    [InlineData("position/change_leverage", "{\"leverage\":\"a\"}", 600)]
    [InlineData("position/change_leverage", "{\"leverage\":20,\"positionId\":5}", 2009)]
    [InlineData("position/change_leverage", "{\"leverage\":201,\"symbol\":\"BTC_USDT\",\"positionType\":1,\"openType\":1}", 2006)]
    [InlineData("position/change_position_mode", "{\"positionMode\":3}", 600)]
    [InlineData("position/change_margin", "{\"positionId\":1,\"amount\":1,\"type\":\"ADD\"}", 2009)]
    [InlineData("planorder/place/v2", "{}", 604)]
    [InlineData("order/submit_batch", "[]", 511)]
    public async Task Malformed_request_gets_an_envelope(string path, string body, int code)
    {
        await using var rig = await Rig.StartWithMarketAsync();

        (await rig.PostAsync(path, body))["code"]!.GetValue<int>().ShouldBe(code);
    }

    [Fact]
    public async Task Unknown_path_is_404_with_plain_json()
    {
        await using var rig = await Rig.StartAsync();

        var response = await rig.SendAsync(HttpMethod.Get, "no/such/path", "", null);

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"code\":404");
    }
}
