using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>Sockets that fall silent or break under a live session.</summary>
public sealed class FeedSupervisionTests
{
    [Theory]
    [InlineData("silent_socket")]
    [InlineData("silent_public")]
    public async Task Silent_socket_is_found_within_its_limit_and_the_entry_waits_until_the_data_are_complete_again(string fault)
    {
        await using var rig = await LiveRig.StartAsync();
        rig.AdapterSettings = """, "silent_after_seconds": 2, "ping_seconds": 1""";
        rig.Supervision = rig.Supervision with { StaleAfterSeconds = 1 };
        await rig.RunAsync();
        await rig.TradeUntilAsync(() => rig.State == MachineState.SignalDetected ? 107 : rig.Onward(), () => rig.State == MachineState.SignalDetected);
        var connected = await ConnectionsAsync(rig);

        rig.Sandbox.Inject(fault);
        var began = TimeProvider.System.GetTimestamp();
        await rig.TradeUntilAsync(111, () => rig.State == MachineState.PositionActive);

        // 2 s of silence, at most 1 s until it is looked at, at most 1 s until the next attempt; the rest is for a busy machine.
        TimeProvider.System.GetElapsedTime(began).TotalSeconds.ShouldBeLessThan(10);
        connected.ShouldBeGreaterThan(0);
        await rig.TradeUntilAsync(rig.Onward, () => rig.Trades == 1);
        await Invariants.HoldAsync(rig);
        EntryGateCheck.Run(rig);
        Journal(rig).OfType<CommandInput>().Select(i => i.Command).OfType<ChangeDataStatus>().Count(c => !c.IsFresh).ShouldBeGreaterThanOrEqualTo(2, "at the start and in the silence");
    }

    [Fact]
    public async Task Trades_missed_while_the_socket_was_down_are_filled_in_before_later_ones_each_once()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.RunAsync();
        await rig.TradeUntilAsync(90, () => rig.State == MachineState.Monitoring);
        var shown = rig.Sandbox.MarketTime!.Value;
        await rig.UntilAsync(() => rig.Runner.Time >= shown);

        var prices = Enumerable.Range(1, 60).Select(i => 50 + (i / 10d)).ToList();
        rig.Sandbox.Inject("drop_socket count=2");
        foreach (var price in prices[..40])
            rig.Trade(price);
        await rig.UntilAsync(() => Prices(rig).Contains(prices[39]));
        foreach (var price in prices[40..])
            rig.Trade(price);
        await rig.UntilAsync(() => Prices(rig).Contains(prices[^1]));

        Prices(rig).Where(p => p < 80).ShouldBe(prices);
        await Invariants.HoldAsync(rig);
    }

    private static async Task<int> ConnectionsAsync(LiveRig rig) => (await rig.StateAsync()).GetProperty("connections").GetInt32();

    /// <summary>Prices of the trades in the journal, in order.</summary>
    private static List<double> Prices(LiveRig rig)
    {
        rig.CommandAsync(at => new ClockTick { Time = at }).GetAwaiter().GetResult();
        return [.. Journal(rig).OfType<MarketInput>().Select(i => i.Event).Where(e => e.Kind == MarketEventKind.Trade).Select(e => e.Price)];
    }

    private static List<JournalRecord> Journal(LiveRig rig)
    {
        var records = new List<JournalRecord>();
        using var journal = JournalReader.Open(rig.Folder.Journal);
        while (journal.Read() is { } record)
            records.Add(record);
        return records;
    }
}
