using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>The stop ladder by command, in a live session.</summary>
public sealed class KillSwitchTests
{
    [Fact]
    public async Task Paused_session_enters_nothing_a_kill_and_resume_included_until_it_is_made_active_again()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(90, () => rig.State == MachineState.Monitoring);
        await rig.LevelAsync(TradingLevel.EntriesPaused);
        await rig.TradeUntilAsync(111, () => rig.Effects.OfType<Signal>().Any(s => s.RejectionReason == "entries_paused"));
        await rig.KillAsync();
        await rig.RunAsync();
        var until = rig.Runner.Time.Plus(60_000_000_000);
        await rig.TradeUntilAsync(111, () => rig.Runner.Time > until);
        rig.Runner.Engine.Level.ShouldBe(TradingLevel.EntriesPaused);
        rig.Effects.OfType<Order>().ShouldBeEmpty();

        await rig.LevelAsync(TradingLevel.Active);
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 2);

        await Invariants.HoldAsync(rig);
        EntryGateCheck.Run(rig);
    }

    [Fact]
    public async Task Reduce_only_cancels_the_entry_at_work_and_lets_an_exit_through()
    {
        await using var rig = await LiveRig.StartAsync("partial_fills parts=3");
        await rig.RunAsync();
        await rig.TradeUntilAsync(() => rig.State == MachineState.PositionActive ? 111 : rig.Onward(), () => rig.State == MachineState.PositionActive);
        await rig.LevelAsync(TradingLevel.ReduceOnly);
        await rig.TradeUntilAsync(() => rig.Trades == 0 ? 131 : 106, () => rig.Trades == 1);
        await rig.TradeUntilAsync(106, () => rig.Effects.OfType<Signal>().Any(s => s.RejectionReason == "entries_paused"));

        rig.Effects.OfType<Trade>().Single().ExitReason.ShouldBe("close_conditions");
        await Invariants.HoldAsync(rig);
        EntryGateCheck.Run(rig);
    }

    [Fact]
    public async Task Orders_cancelled_ends_a_close_at_work_and_the_position_stays_managed()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(() => rig.State == MachineState.PositionActive ? 111 : rig.Onward(), () => rig.State == MachineState.PositionActive);
        rig.Sandbox.Inject("hold_fills for=1");
        await rig.TradeUntilAsync(131, () => rig.Effects.OfType<Order>().Any(o => o is { Side: Side.Sell, VenueOrderId: not null }));
        await rig.LevelAsync(TradingLevel.OrdersCancelled);
        await rig.TradeUntilAsync(120, () => rig.Effects.OfType<Transition>().Any(t => t.Reason == "close_cancelled"));
        rig.State.ShouldBe(MachineState.PositionActive);

        await rig.TradeUntilAsync(104, () => rig.Trades == 1);

        rig.Effects.OfType<Trade>().Single().ExitReason.ShouldBe("emergency_exit");
        await Invariants.HoldAsync(rig);
    }

    [Fact]
    public async Task Flatten_closes_the_position_and_nothing_opens_until_active_again()
    {
        await using var rig = await LiveRig.StartAsync("partial_fills parts=3");
        await rig.RunAsync();
        await rig.TradeUntilAsync(() => rig.State == MachineState.PositionActive ? 111 : rig.Onward(), () => rig.State == MachineState.PositionActive);
        await rig.LevelAsync(TradingLevel.Flatten);
        await rig.TradeUntilAsync(111, () => rig.Trades == 1);
        rig.Effects.OfType<Trade>().Single().ExitReason.ShouldBe("manual");
        await rig.KillAsync();
        await rig.RunAsync();
        var until = rig.Runner.Time.Plus(60_000_000_000);
        await rig.TradeUntilAsync(111, () => rig.Runner.Time > until);
        rig.Runner.Engine.Level.ShouldBe(TradingLevel.Flatten);
        rig.Effects.OfType<Transition>().Last().ToState.ShouldBe(MachineState.Monitoring);
        rig.Trades.ShouldBe(1);

        await rig.LevelAsync(TradingLevel.Active);
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 2);

        await Invariants.HoldAsync(rig);
        EntryGateCheck.Run(rig);
    }
}
