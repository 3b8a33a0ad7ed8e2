using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

public sealed class MarketStreamTests : IAsyncDisposable
{
    private readonly FakeMexc _mexc = new();
    private readonly RecordingMarketSink _sink = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    [Fact]
    public async Task Subscribes_waits_for_every_acknowledgement_and_then_hands_on()
    {
        var socket = _mexc.Prepare(new FakeSocket { Answers = _ => null });
        Run();

        var sent = new[] { await socket.SentAsync(), await socket.SentAsync(), await socket.SentAsync(), await socket.SentAsync(), await socket.SentAsync() };
        sent.ShouldBe(
        [
            """{"method":"sub.deal","param":{"symbol":"BTC_USDT","compress":false}}""",
            """{"method":"sub.depth.full","param":{"symbol":"BTC_USDT","limit":5}}""",
            """{"method":"sub.fair.price","param":{"symbol":"BTC_USDT"}}""",
            """{"method":"sub.funding.rate","param":{"symbol":"BTC_USDT"}}""",
            """{"method":"sub.kline","param":{"symbol":"BTC_USDT","interval":"Min1"}}""",
        ]);
        socket.PushFile("push_deal");
        foreach (var method in new[] { "sub.deal", "sub.depth.full", "sub.fair.price", "sub.funding.rate" })
            socket.Push($$"""{"channel":"rs.{{method}}","data":"success","ts":"1795000000000"}""");
        socket.PushFile("push_fair_price");
        socket.Push("""{"channel":"rs.sub.kline","data":"success","ts":1795000000000}""");
        socket.PushFile("push_depth_full");

        (await _sink.WordAsync()).ShouldBe("connected");
        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Trade);
        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Mark);
        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Quote);
        socket.Address.ShouldBe(new Uri("wss://contract.mexc.com/edge"));
    }

    [Fact]
    public async Task Pings_every_ten_seconds()
    {
        var socket = _mexc.Prepare();
        Run();
        await ConnectedAsync(socket);

        var sent = socket.SentAsync();
        _mexc.Time.Advance(TimeSpan.FromSeconds(9.9));
        sent.IsCompleted.ShouldBeFalse();
        (await sent.WhileTimePasses(_mexc.Time)).ShouldBe("""{"method":"ping"}""");
    }

    [Fact]
    public async Task Silence_breaks_the_connection_and_it_connects_and_subscribes_again()
    {
        var silent = _mexc.Prepare(new FakeSocket { Answers = m => m == "ping" ? null : $$"""{"channel":"rs.{{m}}","data":"success"}""" });
        var second = _mexc.Prepare();
        Run();
        await ConnectedAsync(silent);

        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("disconnected: no frame for 15 s");
        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
        silent.IsDisposed.ShouldBeTrue();
        second.PushFile("push_deal");
        (await _sink.EventAsync()).Price.ShouldBe(60000.1);
    }

    [Fact]
    public async Task Market_data_that_fall_silent_behind_pongs_break_the_connection()
    {
        var silent = _mexc.Prepare(new FakeSocket { Answers = m => m == "ping" ? """{"channel":"pong","data":1}""" : $$"""{"channel":"rs.{{m}}","data":"success"}""" });
        _mexc.Prepare();
        Run();
        await ConnectedAsync(silent);

        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("disconnected: no frame for 15 s");
        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
    }

    [Fact]
    public async Task Slow_reader_is_no_silence_and_pings_go_on()
    {
        var socket = _mexc.Prepare();
        var sink = new SlowSink();
        _running = _mexc.Exchange.RunMarketDataAsync([FakeMexc.Btc], sink, _stop.Token);
        await sink.Connected.Task.Soon();
        for (var i = 0; i < 5; i++)
            await socket.SentAsync();
        socket.PushFile("push_deal");
        await sink.Waiting.Task.Soon();

        for (var i = 0; i < 5; i++)
            (await socket.SentAsync().WhileTimePasses(_mexc.Time)).ShouldContain("ping");
        sink.Go.SetResult();
        socket.PushFile("push_fair_price");
        await sink.Second.Task.Soon();

        sink.Cause.ShouldBeNull();
    }

    [Fact]
    public async Task Deal_that_comes_again_after_a_break_is_dropped()
    {
        var first = _mexc.Prepare();
        var second = _mexc.Prepare();
        Run();
        await ConnectedAsync(first);
        first.PushFile("push_deal");
        await _sink.EventAsync();
        first.Break("reset");
        (await _sink.WordAsync()).ShouldBe("disconnected: reset");
        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");

        second.PushFile("push_deal");
        second.PushFile("push_fair_price");

        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Mark);
    }

    [Fact]
    public async Task Failing_connections_are_tried_with_growing_pauses_and_told_once()
    {
        for (var i = 0; i < 6; i++)
            _mexc.Prepare(new FakeSocket { RefusesToConnect = "refused" });
        Run();

        (await _sink.WordAsync()).ShouldBe("disconnected: refused");
        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
        _mexc.Sockets.Count.ShouldBe(7);
        var pauses = Pauses();
        pauses.Count.ShouldBe(6);
        pauses.ShouldBe(pauses.Order());
        pauses[^1].ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public async Task Connections_that_were_subscribed_and_broke_are_followed_by_short_pauses()
    {
        for (var i = 0; i < 4; i++)
            _mexc.Prepare(new FakeSocket { RefusesToConnect = "refused" });
        FakeSocket[] sockets = [.. Enumerable.Range(0, 8).Select(_ => _mexc.Prepare())];
        Run();
        (await _sink.WordAsync()).ShouldBe("disconnected: refused");
        foreach (var socket in sockets)
        {
            (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
            socket.Break("reset");
            (await _sink.WordAsync()).ShouldBe("disconnected: reset");
        }

        Pauses()[4..].ShouldAllBe(p => p >= 0.5 && p <= 1);
    }

    [Fact]
    public async Task Frames_that_cannot_be_read_are_no_sign_of_life()
    {
        var socket = _mexc.Prepare();
        socket.Answers = m => m == "ping" ? "{garbage" : $$"""{"channel":"rs.{{m}}","data":"success"}""";
        Run();
        await ConnectedAsync(socket);

        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("disconnected: no frame for 15 s");
    }

    [Fact]
    public async Task Refused_subscription_is_reported_with_its_symbol_and_the_rest_goes_on()
    {
        var first = true;
        var socket = _mexc.Prepare(new FakeSocket());
        socket.Answers = m =>
        {
            if (m != "sub.deal")
                return $$"""{"channel":"rs.{{m}}","data":"success","ts":1}""";
            var answer = first ? """{"channel":"rs.sub.deal","data":"success","ts":1}""" : PayloadFile.Text("rs_error");
            first = false;
            return answer;
        };
        Run(FakeMexc.Btc, FakeMexc.Btc with { Symbol = "NOPE_USDT" });

        (await _sink.WordAsync()).ShouldBe("connected");

        _mexc.Lines.ShouldContain("Warning: MEXC market data: sub.deal of NOPE_USDT was refused: Contract [NOPE_USDT] not exists; there is no such data of it");
    }

    [Fact]
    public async Task Missing_acknowledgement_breaks_the_connection()
    {
        _mexc.Prepare(new FakeSocket { Answers = m => m == "ping" ? PayloadFile.Text("pong") : null });
        Run();

        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("disconnected: not acknowledged within 30 s");
    }

    [Fact]
    public async Task Funding_is_paid_by_the_venues_clock_when_nothing_trades()
    {
        var socket = _mexc.Prepare();
        Run();
        await ConnectedAsync(socket);
        socket.Push("""{"symbol":"BTC_USDT","data":{"rate":-0.0003,"nextSettleTime":1795000005000},"channel":"push.funding.rate","ts":1795000000001}""");
        socket.PushFile("push_fair_price");
        await _sink.EventAsync();

        var funding = (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBeOfType<MarketEvent>();

        (funding.Kind, funding.FundingRate, funding.Time).ShouldBe((MarketEventKind.Funding, -0.0003, Timestamp.FromUnixMilliseconds(1_795_000_005_000)));
    }

    [Fact]
    public async Task Funding_rate_is_asked_for_at_each_connection()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("contract/funding_rate/BTC_USDT", "funding_rate");
        var socket = mexc.Prepare();
        _running = mexc.Exchange.RunMarketDataAsync([FakeMexc.Btc], _sink, _stop.Token);
        (await _sink.WordAsync()).ShouldBe("connected");

        socket.Push(PayloadFile.Text("push_deal").Replace("\"t\":1795000000000", "\"t\":1795003200000", StringComparison.Ordinal));

        var funding = await _sink.EventAsync();
        (funding.Kind, funding.FundingRate, funding.Time).ShouldBe((MarketEventKind.Funding, 0.0001, Timestamp.FromUnixMilliseconds(1_795_003_200_000)));
        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Trade);
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(_running.Soon());
    }

    [Fact]
    public async Task Funding_rates_of_many_contracts_are_asked_for_at_once()
    {
        _mexc.Http.OnFile("contract/funding_rate?", "funding_rates");
        _mexc.Prepare();
        Run([FakeMexc.Btc, .. Enumerable.Range(0, 10).Select(i => FakeMexc.Btc with { Symbol = $"C{i}_USDT" })]);
        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");

        _mexc.Sockets.Last().Push(PayloadFile.Text("push_deal").Replace("\"t\":1795000000000", "\"t\":1795003200000", StringComparison.Ordinal));

        (await _sink.EventAsync()).FundingRate.ShouldBe(0.0001);
        _mexc.Http.To("contract/funding_rate").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Malformed_frames_are_logged_once_a_minute_for_each_kind_and_skipped()
    {
        var socket = _mexc.Prepare();
        Run();
        await ConnectedAsync(socket);

        for (var i = 0; i < 5; i++)
        {
            socket.Push("{not json");
            socket.Push("""{"channel":"push.deal","symbol":"BTC_USDT","data":[{"p":"x"}]}""");
            socket.Push([0x1f, 0x8b, 1, 2, 3]);
        }

        socket.PushFile("push_deal");
        (await _sink.EventAsync()).Price.ShouldBe(60000.1);
        _mexc.Lines.Count(l => l.Contains("frame skipped (unreadable)", StringComparison.Ordinal)).ShouldBe(1);
        _mexc.Lines.Count(l => l.Contains("frame skipped (push.deal): t: expected", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Lost_deals_are_a_warning_and_the_connection_stays_and_a_malformed_kline_is_skipped()
    {
        var socket = _mexc.Prepare();
        Run();
        await ConnectedAsync(socket);
        socket.Push(Kline(0, 30, 1));
        socket.Push("""{"symbol":"BTC_USDT","data":{"interval":"Min1","t":"soon","q":1},"channel":"push.kline","ts":1795000060000}""");
        socket.Push(Kline(1, 50, 12));
        socket.Push(Kline(2, 1, 0));
        socket.Push(Kline(2, 6, 0));
        socket.PushFile("push_fair_price");

        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Mark);
        _sink.IsEmpty.ShouldBeTrue();
        _mexc.Lines.Where(l => l.StartsWith("Warning", StringComparison.Ordinal)).ShouldBe(
        [
            "Warning: MEXC frame skipped (push.kline): t: expected a whole number, found \"soon\"",
            "Warning: MEXC market data: BTC_USDT: the stream lost trades of the minute from 2026-11-18 11:08 UTC: 0 of 12 contracts came",
        ]);
    }

    [Fact]
    public async Task Minute_in_which_a_connection_began_is_not_compared()
    {
        var first = _mexc.Prepare();
        var second = _mexc.Prepare();
        Run();
        await ConnectedAsync(first);
        first.Push(Kline(0, 30, 1));
        first.Push(Kline(1, 20, 12));
        first.Break("reset");
        (await _sink.WordAsync()).ShouldBe("disconnected: reset");
        (await _sink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
        second.Push(Kline(1, 50, 24));
        second.Push(Kline(2, 1, 0));
        second.Push(Kline(2, 6, 0));
        second.PushFile("push_fair_price");

        (await _sink.EventAsync()).Kind.ShouldBe(MarketEventKind.Mark);
        _mexc.Lines.ShouldNotContain(l => l.Contains("lost trades", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gzip_frame_is_unpacked()
    {
        var socket = _mexc.Prepare();
        Run();
        await ConnectedAsync(socket);
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(PayloadFile.Text("push_deal")), FakeMexc.Stop);

        socket.Push(packed.ToArray());

        (await _sink.EventAsync()).Price.ShouldBe(60000.1);
    }

    [Fact]
    public async Task Many_subscriptions_go_out_twenty_a_second()
    {
        var socket = _mexc.Prepare();
        Run([.. Enumerable.Range(0, 6).Select(i => FakeMexc.Btc with { Symbol = $"C{i}_USDT" })]);

        for (var i = 0; i < 20; i++)
            await socket.SentAsync();
        var next = socket.SentAsync();
        next.IsCompleted.ShouldBeFalse();
        await next.WhileTimePasses(_mexc.Time);
        (await _sink.WordAsync()).ShouldBe("connected");
    }

    [Fact]
    public async Task Cancelling_ends_it_and_closes_the_socket()
    {
        var socket = _mexc.Prepare();
        Run();
        await ConnectedAsync(socket);

        await _stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(_running.Soon());
        socket.IsDisposed.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon().ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
        await _mexc.DisposeAsync();
    }

    private static string Kline(int minute, int second, int contracts) =>
        $$$"""{"symbol":"BTC_USDT","data":{"interval":"Min1","t":{{{1_795_000_020 + (minute * 60)}}},"q":{{{contracts}}}},"channel":"push.kline","ts":{{{1_795_000_020 + (minute * 60) + second}}}000}""";

    private void Run(params Instrument[] instruments) =>
        _running = _mexc.Exchange.RunMarketDataAsync(instruments.Length > 0 ? instruments : [FakeMexc.Btc], _sink, _stop.Token);

    private async Task ConnectedAsync(FakeSocket socket)
    {
        (await _sink.WordAsync()).ShouldBe("connected");
        for (var i = 0; i < 5; i++)
            await socket.SentAsync();
    }

    /// <summary>Seconds before each connecting again, as logged.</summary>
    private List<double> Pauses() => [.. _mexc.Lines.Select(l => Regex.Match(l, "after ([0-9.]+) s connecting again$")).Where(m => m.Success)
        .Select(m => double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
}
