using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>A live session from signal to closed position, against the sandbox.</summary>
public sealed class LiveSessionTests
{
    [Fact]
    public async Task Signal_becomes_an_order_that_fills_and_the_position_is_closed_and_all_of_it_can_be_replayed()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 2);

        var orders = rig.Effects.OfType<Order>().GroupBy(o => o.OrderId).Select(g => g.Last()).ToList();
        orders.Count.ShouldBe(4);
        orders.ShouldAllBe(o => o.Status == OrderStatus.Filled && o.VenueOrderId != null && o.OrderId.StartsWith(rig.Folder.Key));
        rig.Effects.OfType<Trade>().Select(t => t.ExitReason).ShouldBe(["close_conditions", "emergency_exit"]);
        await Invariants.HoldAsync(rig);
    }

    [Fact]
    public async Task Account_that_cannot_be_compared_is_told_once_with_its_cause()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(rig.Onward, () => rig.State == MachineState.SignalDetected);

        rig.Sandbox.Inject("reject endpoint=position/open_positions code=6003 count=20");
        await rig.TradeUntilAsync(107, () => rig.Effects.OfType<Alert>().Any(a => a.Rule == "account_not_compared"));
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 1);

        rig.Effects.OfType<Alert>().Single(a => a.Rule == "account_not_compared").Text.ShouldContain("6003");
        await Invariants.HoldAsync(rig);
    }
}
