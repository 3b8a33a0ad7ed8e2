using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>Entries that come to nothing at the venue.</summary>
public sealed class EntryOutcomeTests
{
    [Fact]
    public async Task Entry_during_maintenance_is_rejected_and_a_later_signal_is_entered()
    {
        await using var rig = await LiveRig.StartAsync("maintenance");
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 2);

        Cancellations(rig).ShouldBe(["entry_rejected"]);
        rig.Effects.OfType<Order>().Where(o => o.Status == OrderStatus.Rejected).ShouldHaveSingleItem().RejectionReason!.ShouldStartWith("604");
        await Invariants.HoldAsync(rig);
    }

    [Fact]
    public async Task Limit_entry_that_nobody_takes_in_time_expires_and_leaves_nothing_at_the_venue()
    {
        await using var rig = await LiveRig.StartAsync();
        rig.Strategy = rig.Strategy with
        {
            Limits = rig.Strategy.Limits with { EntryOrderType = OrderType.Limit, EntryLimitOffsetPct = 4, OrderTimeoutSeconds = 30 },
        };
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => Cancellations(rig).Count > 0);

        Cancellations(rig)[0].ShouldBe("entry_expired");
        await Invariants.HoldAsync(rig);
        rig.Effects.OfType<Order>().GroupBy(o => o.OrderId).First().Last().Status.ShouldBe(OrderStatus.Expired);
    }

    private static List<string> Cancellations(LiveRig rig) => [.. rig.Effects.OfType<Transition>().Where(t => t.ToState == MachineState.SignalCancelled).Select(t => t.Reason)];
}
