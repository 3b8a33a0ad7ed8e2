using System.Text.Json.Nodes;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>Five tiers of two million contracts (200 BTC) each; leverage 200, 100, 66, 50, 40.</summary>
public sealed class RiskTierTests
{
    private const decimal Step = 2_000_000m;

    [Fact]
    public async Task Contract_and_account_say_the_same_of_them()
    {
        await using var rig = await StartAsync();
        await rig.PlaceAsync(side: 1, vol: Step + 1, leverage: 60);
        rig.Quote(59_999.9, 60_000);

        var contract = (await rig.PublicAsync("/api/v1/contract/detail?symbol=BTC_USDT"))["data"]!;
        var side = (await rig.GetAsync("position/leverage", "symbol=BTC_USDT"))["data"]![0]!;
        var limit = (await rig.GetAsync("account/risk_limit", "symbol=BTC_USDT"))["data"]!["BTC_USDT"]![0]!;

        Numbers(contract, "riskBaseVol", "riskIncrVol", "riskIncrMmr", "riskIncrImr", "riskLevelLimit").ShouldBe([Step, Step, 0.004m, 0.005m, 5]);
        Numbers(side, "level", "maxVol", "mmr", "imr", "maxLeverage", "currentMmr").ShouldBe([3, 3 * Step, 0.012m, 0.015m, 66, 0.008m]);
        Numbers(limit, "level", "maxVol", "mmr", "imr", "maxLeverage", "currentMmr").ShouldBe([2, 2 * Step, 0.008m, 0.01m, 100, 0.008m]);
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(101, 1)]
    [InlineData(100, 2)]
    [InlineData(66, 3)]
    [InlineData(40, 5)]
    [InlineData(1, 5)]
    public async Task Leverage_limits_what_is_held_and_ordered(int leverage, int level)
    {
        await using var rig = await StartAsync();
        await rig.PlaceAsync(side: 1, vol: (level * Step) - 20, leverage: leverage);
        rig.Quote(59_999.9, 60_000);
        var waiting = await rig.PlaceAsync(side: 1, vol: 15, price: 59_000, type: 1, leverage: leverage);

        Code(await rig.TryPlaceAsync(side: 1, vol: 6, leverage: leverage)).ShouldBe(8816);
        await rig.PlaceAsync(side: 3, vol: 6, leverage: leverage);
        await rig.PostAsync("order/cancel", $"[{waiting}]");
        await rig.PlaceAsync(side: 1, vol: 20, leverage: leverage);
    }

    [Fact]
    public async Task Leverage_does_not_rise_beyond_what_the_position_allows()
    {
        await using var rig = await StartAsync();
        await rig.PlaceAsync(side: 1, vol: Step + 1, leverage: 20);
        rig.Quote(59_999.9, 60_000);
        var id = (await rig.PositionsAsync()).Single()!["positionId"]!.GetValue<long>();

        Code(await rig.PostAsync("position/change_leverage", $$"""{"positionId":{{id}},"leverage":101}""")).ShouldBe(8816);
        Code(await rig.PostAsync("position/change_leverage", $$"""{"positionId":{{id}},"leverage":100}""")).ShouldBe(0);
    }

    [Fact]
    public async Task Liquidation_takes_a_tier_and_looks_again()
    {
        await using var rig = await StartAsync();
        rig.Mark(60_000);
        await rig.PlaceAsync(side: 1, vol: 2.5m * Step, leverage: 50);
        rig.Quote(60_000, 60_000);
        var account = rig.Sandbox.Venue.State.Account;
        var position = account.Open.Single();
        var (margin, wallet) = (position.Im, account.Wallet);
        var limit = position.LiquidationPrice(margin);
        // Its tier is the third: 1.2 % of entry; the second needs 0.8 %.
        limit.ShouldBe(((60_000m * 1.012m) - (margin / 500m)) / (1 - 0.0004m));

        rig.Mark((double)(Math.Floor(limit * 10) / 10));

        (position.HoldVol, position.State, position.Im).ShouldBe((2 * Step, 1, margin * 0.8m));
        account.Wallet.ShouldBe(wallet - (margin * 0.2m));
        var bankrupt = 60_000m - (margin / 500m);
        rig.Sandbox.Venue.State.Orders.All[^1].DealAvgPrice.ShouldBe(bankrupt);
        rig.Mark((double)Math.Floor(bankrupt));
        account.Open.ShouldBeEmpty();
        account.Wallet.ShouldBe(wallet - margin);
        rig.Sandbox.Venue.State.Orders.All.Where(o => o.Category == 2).Select(o => o.Vol).ShouldBe([0.5m * Step, Step, Step]);
    }

    private static Task<Rig> StartAsync() => Rig.StartWithMarketAsync(s => s with { Balance = 1_000_000_000m });

    private static decimal[] Numbers(JsonNode node, params string[] names) => [.. names.Select(n => node[n]!.GetValue<decimal>())];

    private static int Code(JsonNode reply) => reply["code"]!.GetValue<int>();
}
