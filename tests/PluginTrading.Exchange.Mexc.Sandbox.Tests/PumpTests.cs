using System.Buffers.Text;
using System.Diagnostics;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class PumpTests
{
    [Theory]
    [InlineData("", 200_000)]
    [InlineData(",\"compress\":false", 200_000)]
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
            var frame = await socket.ReadTextAsync();
            if (frame.Span.IndexOf("push.depth"u8) >= 0)
            {
                var begin = Numbers(frame.Span, "\"begin\":"u8).Single();
                (end == 0 || begin == end + 1).ShouldBeTrue($"begin {begin} after end {end}");
                end = Numbers(frame.Span, "\"end\":"u8).Single();
            }

            if (frame.Span.IndexOf("push.deal"u8) < 0)
                continue;
            foreach (var id in Numbers(frame.Span, "\"i\":"u8))
            {
                (last == 0 || id == last + 1).ShouldBeTrue($"deal {id} after {last}");
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

    [Fact]
    public async Task Client_that_reads_nothing_is_cut_and_the_market_goes_on()
    {
        await using var rig = await Rig.StartAsync(s => s with { Feed = new ListFeed(Events(300_000)) });
        using var socket = await Socket.OpenAsync(rig);
        await socket.AskAsync("""{"method":"sub.deal","param":{"symbol":"BTC_USDT","compress":false}}""");

        var run = Task.Run(() => rig.Sandbox.RunAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        while (!run.IsCompleted)
        {
            rig.Time.Advance(0.5);
            await Task.Yield();
        }

        await run;
        rig.Sandbox.Events.ShouldBe(300_000);
        rig.Sandbox.Venue.Hub.Sessions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settlement_in_sight_is_shown_before_it_happens()
    {
        var at = Timestamp.FromUnixMilliseconds(1_610_640_000_000);
        await using var rig = await Rig.StartAsync(s => s with { Speed = 1, Feed = new ListFeed([.. Events(1), MarketEvent.Funding(0, at, 0.0007)]) });

        _ = rig.Sandbox.RunAsync(TestContext.Current.CancellationToken);

        var funding = (await rig.PublicAsync("/api/v1/contract/funding_rate/BTC_USDT"))["data"]!;
        funding["fundingRate"]!.GetValue<double>().ShouldBe(0.0007);
        funding["nextSettleTime"]!.GetValue<long>().ShouldBe(1_610_640_000_000);
    }

    [Fact]
    public async Task Each_settlement_is_announced_with_its_own_rate_before_it_happens()
    {
        var first = Timestamp.FromUnixMilliseconds(1_610_611_200_000);
        await using var rig = await Rig.StartAsync(s => s with
        {
            Feed = new ListFeed([.. Events(2), MarketEvent.Funding(0, first, 0.0001), MarketEvent.Funding(0, first.Plus(8 * 3600 * Timestamp.PerSecond), 0.0002)]),
        });
        using var socket = await Socket.OpenAsync(rig);
        await socket.AskAsync("""{"method":"sub.funding.rate","param":{"symbol":"BTC_USDT"}}""");

        await rig.Sandbox.RunAsync(TestContext.Current.CancellationToken);

        (await socket.DrainAsync()).ConvertAll(f => ((f["data"]!["nextSettleTime"]!.GetValue<long>() - 1_610_611_200_000) / 3_600_000, f["data"]!["rate"]!.GetValue<double>(), f["ts"]!.GetValue<long>() < f["data"]!["nextSettleTime"]!.GetValue<long>()))
            .Where(f => f.Item3).Select(f => (f.Item1, f.Item2)).ShouldBe([(0, 0.0001), (8, 0.0002), (16, 0.0002)]);
    }

    [Fact]
    public async Task Market_without_funding_whose_times_are_shifted_announces_no_cost_at_its_own_hours()
    {
        await using var rig = await Rig.StartAsync(s => s with { ShiftsTimes = true, Feed = new ListFeed(Events(10)) });
        using var socket = await Socket.OpenAsync(rig);
        await socket.AskAsync("""{"method":"sub.funding.rate","param":{"symbol":"BTC_USDT"}}""");
        var shift = rig.Time.GetUtcNow().ToUnixTimeMilliseconds() - 1_610_600_000_000;

        await rig.Sandbox.RunAsync(TestContext.Current.CancellationToken);

        var pushed = (await socket.DrainAsync())[0]["data"]!;
        (pushed["rate"]!.GetValue<double>(), pushed["nextSettleTime"]!.GetValue<long>()).ShouldBe((0, 1_610_611_200_000 + shift));
        (await rig.PublicAsync("/api/v1/contract/funding_rate/BTC_USDT"))["data"]!["nextSettleTime"]!.GetValue<long>().ShouldBe(1_610_611_200_000 + shift);
    }

    /// <summary>Whole numbers after each place where the name is.</summary>
    private static List<long> Numbers(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var numbers = new List<long>();
        while (text.IndexOf(name) is var at and >= 0)
        {
            text = text[(at + name.Length)..];
            Utf8Parser.TryParse(text, out long number, out _).ShouldBeTrue();
            numbers.Add(number);
        }

        return numbers;
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
