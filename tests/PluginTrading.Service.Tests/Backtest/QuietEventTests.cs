using PluginTrading.Engine;
using PluginTrading.Plugins;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Benchmark;
using PluginTrading.Simulation;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>What a market event that changes nothing costs.</summary>
public sealed class QuietEventTests
{
    private static readonly Instrument Pump = new()
    {
        Symbol = "PUMP_USDT",
        Base = "PUMP",
        Quote = "USDT",
        PriceTick = 0.0001m,
        QuantityStep = 1,
        SpreadPct = 0.1,
    };

    [Fact]
    public void Event_that_changes_nothing_allocates_nothing()
    {
        using var plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
        // What the engine allocates it allocates every time; a collection that another test causes can spoil the count of one attempt.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
            least = Math.Min(least, BytesOfQuietEvents(plugins));

        least.ShouldBe(0);
    }

    private static long BytesOfQuietEvents(LoadedPlugins plugins)
    {
        var engine = new TradingEngine(new() { Strategies = [PumpStrategy.Definition], Instruments = [Pump], InitialBalance = 1000 }, plugins.Components);
        var venue = new SimulatedVenue(new(), [Pump], new());
        var events = Walk(20_000);
        engine.Start(events[0].Time);
        var (quiet, bytes) = (0, 0L);
        for (var i = 0; i < events.Length; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            venue.Advance(in events[i]);
            engine.Process(in events[i], venue.Answers);
            venue.ClearAnswers();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            // The first half fills every window: histories grow to their length.
            if (i < events.Length / 2 || engine.Effects.Count > 0)
                continue;
            quiet++;
            bytes += allocated;
        }

        quiet.ShouldBeGreaterThan(9_000);
        return bytes;
    }

    /// <summary>Trades half a second apart around a price of 1, with quotes and marks between them.</summary>
    private static MarketEvent[] Walk(int count)
    {
        var start = Timestamp.FromUnixMilliseconds(1_700_000_000_000);
        var events = new MarketEvent[count];
        for (var i = 0; i < count; i++)
        {
            var time = start.Plus(i * Timestamp.PerSecond / 2);
            var price = 1 + (0.001 * Math.Sin(i / 50.0));
            events[i] = (i % 10) switch
            {
                3 => MarketEvent.Quote(0, time, price * 0.9995, 100, price * 1.0005, 100),
                7 => MarketEvent.Mark(0, time, price),
                _ => MarketEvent.Trade(0, time, price, 5, TakerSide.Buy),
            };
        }

        return events;
    }
}
