using System.Diagnostics;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class PumpTests
{
    [Theory]
    [InlineData("", 200_000)]
    [InlineData(",\"compress\":false", 20_000)]
    public async Task Client_that_reads_gets_every_deal_once_and_in_order(string option, int count)
    {
        var settings = Rig.Settings(TimeProvider.System, Events(count));
        await using var sandbox = (MexcSandbox)new MexcSandboxFactory().Create(settings);
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        using var socket = await Socket.OpenAsync(sandbox.Address);
        (await socket.AskAsync($$$"""{"method":"sub.deal","param":{"symbol":"BTC_USDT"{{{option}}}}}"""))["channel"]!.GetValue<string>().ShouldBe("rs.sub.deal");
        await socket.AskAsync("""{"method":"sub.depth","param":{"symbol":"BTC_USDT"}}""");
        await socket.AskAsync("""{"method":"sub.ticker","param":{"symbol":"BTC_USDT"}}""");

        var began = Stopwatch.GetTimestamp();
        var run = sandbox.RunAsync(TestContext.Current.CancellationToken);
        long last = 0;
        long end = 0;
        for (var read = 0; read < count / 2;)
        {
            var frame = await socket.ReadAsync();
            if (Socket.Channel(frame) == "push.depth")
            {
                if (end != 0)
                    frame["data"]!["begin"]!.GetValue<long>().ShouldBe(end + 1);
                end = frame["data"]!["end"]!.GetValue<long>();
            }

            if (Socket.Channel(frame) != "push.deal")
                continue;
            foreach (var deal in frame["data"]!.AsArray())
            {
                var id = deal!["i"]!.GetValue<long>();
                if (last != 0)
                    id.ShouldBe(last + 1);
                last = id;
                read++;
            }
        }

        await run;
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} events in {seconds:0.00} s: {count / seconds:0} events/s");
        sandbox.Events.ShouldBe(count);
    }

    [Fact]
    public async Task Shifted_times_begin_at_the_wall_time_of_starting_and_keep_their_distances()
    {
        await using var rig = await Rig.StartAsync(s => s with { ShiftsTimes = true, Feed = new ListFeed(Events(10)) });

        await rig.Sandbox.RunAsync(TestContext.Current.CancellationToken);

        rig.Sandbox.MarketTime.ShouldBe(Timestamp.FromDateTimeOffset(rig.Time.GetUtcNow()).Plus(9 * Timestamp.PerMillisecond));
        rig.Sandbox.Events.ShouldBe(10);
    }

    [Fact]
    public async Task Market_moves_at_its_speed()
    {
        await using var rig = await Rig.StartAsync(s => s with { Speed = 0.01, Feed = new ListFeed(Events(3)) });

        var run = rig.Sandbox.RunAsync(TestContext.Current.CancellationToken);
        rig.Sandbox.Events.ShouldBe(1);
        rig.Time.Advance(0.11);
        while (rig.Sandbox.Events < 2)
            await Task.Yield();
        run.IsCompleted.ShouldBeFalse();
        while (!run.IsCompleted)
        {
            rig.Time.Advance(0.01);
            await Task.Yield();
        }

        rig.Sandbox.Events.ShouldBe(3);
    }

    /// <summary>Quotes and trades by turns, a millisecond apart.</summary>
    private static MarketEvent[] Events(int count)
    {
        var events = new MarketEvent[count];
        for (var i = 0; i < count; i++)
        {
            var time = Timestamp.FromUnixMilliseconds(1_610_600_000_000 + i);
            var price = 60_000 + (i / 2 % 50 * 0.1);
            events[i] = i % 2 == 0
                ? MarketEvent.Quote(0, time, price - 0.1, 0.01, price + 0.1, 0.02)
                : MarketEvent.Trade(0, time, price, 0.001, TakerSide.Buy);
        }

        return events;
    }
}
