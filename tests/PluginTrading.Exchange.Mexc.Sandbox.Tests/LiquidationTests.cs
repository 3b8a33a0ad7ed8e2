using PluginTrading.Exchange.Mexc.Sandbox.Account;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class LiquidationTests
{
    /// <summary>The four positions that the exchange documents: section 10.4 of the wire specification.</summary>
    [Theory]
    [InlineData(109_777.5, 5, 0.0001, 27.444375, 0.001, 0.0004, 0.1, 55_020.5)]
    [InlineData(112_449.5, 2, 0.0001, 11.253946, 0.001, 0.0004, 0.1, 56_314.7)]
    [InlineData(118_272.2, 5, 0.0001, 2.980459, 0.001, 0.0004, 0.1, 112_474.5)]
    [InlineData(1217.3, 1, 0.01, 0.1290338, 0.005, 0.0006, 0.1, 1211.2)]
    public void Documented_position(double entry, double contracts, double size, double margin, double maintenance, double fee, double tick, double expected)
    {
        var price = Position.LiquidationAt(true, (decimal)entry, (decimal)(contracts * size), (decimal)margin, (decimal)maintenance, (decimal)fee);

        (Math.Floor(price / (decimal)tick) * (decimal)tick).ShouldBe((decimal)expected);
    }

    [Fact]
    public async Task Long_is_taken_over_at_its_liquidation_price_and_loses_its_margin()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Mark(60_000);
        using var socket = await Socket.LogInAsync(rig);
        await rig.PlaceAsync(side: 1, vol: 100, leverage: 100);
        rig.Quote(59_999.9, 60_000);
        var position = rig.Sandbox.Venue.State.Account.Open.Single();
        var closing = await rig.PlaceAsync(side: 4, vol: 100, price: 61_000, type: 1);
        rig.Quote(59_999.9, 60_000);
        var before = await rig.AssetAsync();
        var limit = position.LiquidationPrice(position.Im);
        var margin = position.Im;
        await socket.DrainAsync();

        rig.Mark((double)(Math.Ceiling(limit * 10) / 10));
        (await rig.PositionsAsync()).Count.ShouldBe(1);
        rig.Mark((double)(Math.Floor(limit * 10) / 10));

        (await rig.PositionsAsync()).ShouldBeEmpty();
        var frames = await socket.DrainAsync();
        frames.ConvertAll(f => Socket.Channel(f) + (f["data"]!["state"]?.GetValue<int>() ?? 0)).ShouldBe(
        [
            "push.personal.order4", "push.personal.asset0", "push.personal.position1", "push.personal.position2",
            "push.personal.order3", "push.personal.order.deal0", "push.personal.asset0", "push.personal.position3",
        ]);
        frames[4]["data"]!["category"]!.GetValue<int>().ShouldBe(2);
        frames[7]["data"]!["holdVol"]!.GetValue<decimal>().ShouldBe(0);
        (await rig.OrderAsync(closing))["errorCode"]!.GetValue<int>().ShouldBe(13);
        var after = await rig.AssetAsync();
        after["availableBalance"]!.GetValue<decimal>().ShouldBe(before["availableBalance"]!.GetValue<decimal>());
        after["equity"]!.GetValue<decimal>().ShouldBe(before["availableBalance"]!.GetValue<decimal>());
        rig.Sandbox.Venue.State.Orders.Deals[^1].Profit.ShouldBe(-margin);
    }

    [Fact]
    public async Task Forced_liquidation_at_leverage_1_still_has_a_price_and_costs_the_margin()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 100, leverage: 1);
        rig.Quote(59_999.9, 60_000);
        var margin = rig.Sandbox.Venue.State.Account.Open.Single().Im;

        rig.Sandbox.Inject("liquidate");

        var deal = rig.Sandbox.Venue.State.Orders.Deals[^1];
        (deal.Price, deal.Profit).ShouldBe((0.1m, -margin));
    }

    [Fact]
    public async Task Short_is_taken_over_when_the_last_price_stands_in_for_the_fair_price()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 3, vol: 100, leverage: 50);
        rig.Quote(60_000, 60_000.1);
        var position = rig.Sandbox.Venue.State.Account.Open.Single();
        var limit = position.LiquidationPrice(position.Im);

        rig.Trade((double)(Math.Floor(limit * 10) / 10));
        (await rig.PositionsAsync()).Count.ShouldBe(1);
        rig.Trade((double)(Math.Ceiling(limit * 10) / 10));

        (await rig.PositionsAsync()).ShouldBeEmpty();
        var closed = (await rig.GetAsync("position/list/history_positions"))["data"]!.AsArray().ShouldHaveSingleItem()!;
        closed["state"]!.GetValue<int>().ShouldBe(3);
    }
}
