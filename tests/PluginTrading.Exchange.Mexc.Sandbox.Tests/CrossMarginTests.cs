using System.Text.Json.Nodes;
using PluginTrading.Exchange.Mexc.Sandbox.Account;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>Positions that the whole account backs. Fees are 0.08 %, the maintenance margin rate 0.4 %, the liquidation fee rate 0.04 %.</summary>
public sealed class CrossMarginTests
{
    [Fact]
    public async Task Loss_is_not_available_and_a_gain_is_not_either()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Mark(60_000);
        await rig.CrossAsync(side: 1, vol: 1000);
        var margin = (6000m / 20) + 4.8m;

        rig.Mark(59_000);
        var lost = await rig.AssetAsync();
        rig.Mark(61_000);
        var gained = await rig.AssetAsync();

        Money(lost).ShouldBe((10_000m - 4.8m - margin - 100m, margin, 10_000m - 4.8m - 100m));
        Money(gained).ShouldBe((10_000m - 4.8m - margin, margin, 10_000m - 4.8m + 100m));
        static (decimal, decimal, decimal) Money(JsonNode asset) => (Number(asset, "availableBalance"), Number(asset, "positionMargin"), Number(asset, "equity"));
    }

    [Fact]
    public async Task Whole_account_backs_it_and_is_lost_where_maintenance_and_fee_are_no_longer_covered()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 1000m });
        rig.Mark(60_000);
        await rig.CrossAsync(side: 1, vol: 1000);
        var position = (await rig.PositionsAsync()).Single()!;

        // 0.1 BTC: 995.2 + 0.1 (P - 60000) = 0.004 · 6000 + 0.1 P · 0.0004
        var limit = (6000m + 24m - 995.2m) / (0.1m * (1 - 0.0004m));
        Number(position, "liquidatePrice").ShouldBe(Math.Floor(limit * 10) / 10);
        rig.Mark((double)(Math.Ceiling(limit * 10) / 10));
        (await rig.PositionsAsync()).Count.ShouldBe(1);
        Number((await rig.PositionsAsync()).Single()!, "marginRatio").ShouldBeInRange(0.999m, 1m);
        rig.Mark((double)(Math.Floor(limit * 10) / 10));

        (await rig.PositionsAsync()).ShouldBeEmpty();
        Number(await rig.AssetAsync(), "equity").ShouldBe(0);
        var deal = rig.Sandbox.Venue.State.Orders.Deals[^1];
        (deal.Order.Category, deal.Profit, deal.Fee, deal.Price).ShouldBe((2, -995.2m, 0m, 60_000m - 9952m));
    }

    [Fact]
    public async Task Orders_are_cancelled_first_and_what_they_held_may_save_it()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 1000m });
        rig.Mark(60_000);
        await rig.CrossAsync(side: 1, vol: 1000);
        var waiting = await rig.PlaceAsync(side: 1, vol: 10, price: 1900, type: 1, leverage: 1, symbol: "ETH_USDT");

        // The order holds 190.152: the position stands 20 above ruin with it, far above without.
        rig.Mark(52_000);

        (await rig.OrderAsync(waiting))["errorCode"]!.GetValue<int>().ShouldBe(13);
        (await rig.PositionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Long_and_short_of_one_contract_are_offset_before_anything_is_taken_over()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 1000m });
        rig.Mark(60_000);
        await rig.CrossAsync(side: 1, vol: 1500);
        await rig.CrossAsync(side: 3, vol: 900);
        var account = rig.Sandbox.Venue.State.Account;

        // Backed by 988.48; 600 contracts lose 940 at this price, and all 2400 need more than what is left; the 600 alone need 16.6.
        rig.Mark(44_333.3);

        var left = account.Open.ShouldHaveSingleItem();
        (left.IsLong, left.HoldVol).ShouldBe((true, 600));
        rig.Sandbox.Venue.State.Orders.All.Where(o => o.Category == 2).Select(o => (o.Side, o.Vol, o.Price))
            .ShouldBe([(OrderSide.CloseLong, 900m, 44_333.3m), (OrderSide.CloseShort, 900m, 44_333.3m)]);
        account.Equity.ShouldBe(988.48m - (0.06m * (60_000m - 44_333.3m)));
    }

    [Fact]
    public async Task Position_that_loses_most_goes_first_and_an_isolated_one_is_not_touched()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 1000m });
        rig.Mark(60_000);
        rig.Mark(2000, symbol: 1);
        await rig.PlaceAsync(side: 3, vol: 10);
        rig.Quote(60_000, 60_000);
        var isolated = rig.Sandbox.Venue.State.Account.Open.Single();
        await rig.CrossAsync(side: 1, vol: 1000);
        await rig.CrossAsync(side: 1, vol: 10, symbol: 1);

        rig.Mark(49_000);

        rig.Sandbox.Venue.State.Account.Open.ShouldHaveSingleItem().ShouldBe(isolated);
        rig.Sandbox.Venue.State.Orders.All.Where(o => o.Category == 2).Select(o => o.Market.Contract.Symbol).ShouldBe(["BTC_USDT", "ETH_USDT"]);
        (rig.Sandbox.Venue.State.Account.Cross.Cash, rig.Sandbox.Venue.State.Account.Wallet).ShouldBe((0, isolated.Im));
    }

    [Fact]
    public async Task Close_beyond_what_the_account_has_costs_what_it_has()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Balance = 1000m });
        rig.Mark(60_000);
        await rig.CrossAsync(side: 1, vol: 1000);

        await rig.PlaceAsync(side: 4, vol: 1000);
        rig.Quote(40_000, 40_000.1);

        (rig.Sandbox.Venue.State.Account.Wallet, rig.Sandbox.Venue.State.Orders.Deals[^1].Profit, rig.Sandbox.Venue.State.Orders.Deals[^1].Fee).ShouldBe((0m, -995.2m, 0m));
    }

    [Fact]
    public async Task Margin_and_leverage_of_a_cross_position_are_not_changed()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.CrossAsync(side: 1, vol: 100);
        var id = Number((await rig.PositionsAsync()).Single()!, "positionId");

        Code(await rig.PostAsync("position/change_margin", $$"""{"positionId":{{id}},"amount":5,"type":"ADD"}""")).ShouldBe(2002);
        Code(await rig.PostAsync("position/change_leverage", $$"""{"positionId":{{id}},"leverage":5}""")).ShouldBe(2026);
        Code(await rig.TryPlaceAsync(side: 1, vol: 100)).ShouldBe(7003);
    }

    private static decimal Number(JsonNode node, string name) => node[name]!.GetValue<decimal>();

    private static int Code(JsonNode reply) => reply["code"]!.GetValue<int>();
}
