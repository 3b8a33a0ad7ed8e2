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
}
