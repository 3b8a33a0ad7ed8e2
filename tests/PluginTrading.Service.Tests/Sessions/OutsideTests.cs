using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>What someone else does at the venue to the account of a live session.</summary>
public sealed class OutsideTests
{
    [Fact]
    public async Task Liquidated_position_ends_the_round_with_its_margin_lost()
    {
        await using var rig = await PositionAsync();
        var margin = rig.Effects.OfType<PositionSnapshot>().Last(p => p.IsOpen).MarginUsed;

        rig.Sandbox.Inject("liquidate");
        await rig.TradeUntilAsync(111, () => rig.Trades == 1);

        var trade = rig.Effects.OfType<Trade>().Single();
        trade.ExitReason.ShouldBe("liquidation");
        trade.GrossPnl.ShouldBe(-margin);
        await Invariants.HoldAsync(rig);
        rig.Effects.OfType<Alert>().ShouldNotContain(a => a.Rule == "balance_changed_outside");
    }

    [Fact]
    public async Task Position_closed_outside_while_our_closes_are_refused_for_it_ends_the_round()
    {
        await using var rig = await PositionAsync();

        rig.Sandbox.Inject("close_outside");
        await rig.TradeUntilAsync(131, () => rig.Trades == 1);

        rig.Effects.OfType<Trade>().Single().ExitReason.ShouldBeOneOf("closed_at_exchange", "close_conditions");
        await Invariants.HoldAsync(rig);
    }

    [Fact]
    public async Task Position_reduced_outside_twice_is_managed_on_in_its_new_size_and_no_fill_counts_twice()
    {
        await using var rig = await PositionAsync();
        for (var times = 1; times <= 2; times++)
        {
            rig.Sandbox.Inject("reduce_outside contracts=40");
            await rig.TradeUntilAsync(115, () => rig.Effects.OfType<Alert>().Count(a => a.Rule == "position_changed_outside") == times);
        }

        await rig.TradeUntilAsync(131, () => rig.Trades == 1);

        rig.Effects.OfType<Alert>().Where(a => a.Rule == "position_changed_outside").Select(a => a.Value).ShouldBe([1.4m, 1.0m]);
        rig.Effects.OfType<Trade>().Single().ExitReason.ShouldBe("close_conditions");
        await Invariants.HoldAsync(rig);
        rig.Effects.OfType<Alert>().ShouldNotContain(a => a.Rule == "balance_changed_outside");
    }

    [Fact]
    public async Task Position_made_larger_outside_than_an_order_may_be_is_closed_whole()
    {
        await using var rig = await PositionAsync();
        rig.Sandbox.Inject("open_outside side=long contracts=2000");
        await rig.TradeUntilAsync(115, () => rig.Effects.OfType<Alert>().Any(a => a.Rule == "position_changed_outside"));
        rig.Sandbox.Inject("open_outside side=long contracts=1900");
        await rig.TradeUntilAsync(115, () => rig.Effects.OfType<Alert>().Count(a => a.Rule == "position_changed_outside") == 2);

        await rig.TradeUntilAsync(131, () => rig.Trades == 1);

        rig.Effects.OfType<Trade>().Single().ExitReason.ShouldBe("close_conditions");
        rig.Effects.OfType<SubmitOrder>().Where(s => s.Order.Request.ReduceOnly).Select(s => s.Order.Request.Quantity).ShouldBe([20m, 20m, 0.8m]);
        rig.Effects.OfType<Order>().ShouldNotContain(o => o.Status == OrderStatus.Rejected);
        await Invariants.HoldAsync(rig);
    }

    [Fact]
    public async Task Position_closed_outside_before_a_kill_is_booked_at_the_venue_s_price_after_it()
    {
        await using var rig = await LiveRig.StartAsync();
        rig.Supervision = rig.Supervision with { ReconcileEverySeconds = 1000 };
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.State == MachineState.PositionActive);
        rig.Sandbox.Inject("close_outside");
        await rig.TradeUntilAsync(120, () => rig.StateAsync().GetAwaiter().GetResult().GetProperty("positions").GetArrayLength() == 0);
        var until = rig.Runner.Time.Plus(20_000_000_000);
        await rig.TradeUntilAsync(112, () => rig.Runner.Time > until);
        await rig.KillAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(112, () => rig.Trades == 1);

        var deal = (await rig.StateAsync()).GetProperty("deals").EnumerateArray().Last();
        rig.Effects.OfType<Trade>().Single().ExitPrice.ShouldBe(deal.GetProperty("price").GetDecimal());
        rig.Supervision = rig.Supervision with { ReconcileEverySeconds = 0.15 };
        await rig.KillAsync();
        await rig.RunAsync();
        await Invariants.HoldAsync(rig);
    }

    [Fact]
    public async Task Foreign_position_freezes_its_symbol_until_it_is_gone()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(90, () => rig.State == MachineState.Monitoring);
        rig.Sandbox.Inject("open_outside side=short contracts=5");
        await rig.TradeUntilAsync(90, () => rig.Effects.OfType<Alert>().Any(a => a.Rule == "symbol_frozen"));
        await rig.TradeUntilAsync(106, () => rig.Effects.OfType<Signal>().Any(s => s.RejectionReason == "symbol_frozen"));
        rig.State.ShouldBe(MachineState.Monitoring);

        rig.Sandbox.Inject("close_outside");
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 2);

        await Invariants.HoldAsync(rig);
        EntryGateCheck.Run(rig);
    }

    [Theory]
    [InlineData("reduce_outside contracts=40")]
    [InlineData("close_outside")]
    [InlineData("liquidate")]
    [InlineData("open_outside side=short contracts=5")]
    public async Task Once_a_difference_is_dealt_with_further_comparisons_change_nothing(string fault)
    {
        var compared = 0;
        await using var rig = await PositionAsync(name => compared += name == "after_reconcile" ? 1 : 0);
        rig.Sandbox.Inject(fault);
        await rig.TradeUntilAsync(111, () => rig.Effects.OfType<Alert>().Any(a => a.Rule is "position_changed_outside" or "symbol_frozen") || rig.Trades == 1);

        // The market stands still, so that only comparisons could bring anything about. The one that follows may still settle the last.
        var from = compared + 3;
        await rig.UntilAsync(() => compared >= from);
        var before = Decided(rig);
        await rig.UntilAsync(() => compared >= from + 5);

        Decided(rig).ShouldBe(before);
    }

    /// <summary>What was brought about, beside what every second brings.</summary>
    private static List<string> Decided(LiveRig rig) => [.. rig.Effects.Where(e => e is not (PositionSnapshot or WalletPoint or EquityPoint)).Select(e => e.ToString()!)];

    private static async Task<LiveRig> PositionAsync(Action<string>? reach = null)
    {
        var rig = await LiveRig.StartAsync();
        rig.Supervision = rig.Supervision with { StaleAfterSeconds = 1000 };
        rig.Reach = reach ?? rig.Reach;
        await rig.RunAsync();
        await rig.TradeUntilAsync(() => rig.State == MachineState.PositionActive ? 111 : rig.Onward(), () => rig.State == MachineState.PositionActive);
        return rig;
    }
}
