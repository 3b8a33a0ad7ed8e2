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
}
