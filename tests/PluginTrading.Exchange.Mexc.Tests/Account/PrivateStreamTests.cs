using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Tests.Account;

public sealed class PrivateStreamTests : IAsyncDisposable
{
    private readonly FakeMexc _mexc = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    [Fact]
    public async Task Logs_in_signed_with_the_venues_time()
    {
        var socket = _mexc.Prepare();
        Run();

        // The documented vector for another time is in the tests of the signature.
        (await socket.SentAsync()).ShouldBe($$$"""{"method":"login","param":{"apiKey":"mx0testkey","reqTime":"1795000000000","signature":"{{{new Mexc.Settings.ApiKeys(FakeMexc.Key, FakeMexc.Secret).Sign("1795000000000", "")}}}"}}""");
        (await _mexc.AccountSink.NextAsync()).ShouldBe("connected");
    }

    [Fact]
    public async Task Pushes_become_reports_in_base_units()
    {
        var socket = _mexc.Prepare();
        Run();
        (await _mexc.AccountSink.NextAsync()).ShouldBe("connected");

        socket.PushFile("push_order");
        socket.PushFile("push_order_deal");
        socket.PushFile("push_position");
        socket.PushFile("push_asset");

        var order = await _mexc.AccountSink.NextAsync<OrderReport>();
        (order.Status, order.FilledQuantity, order.ClientOrderId).ShouldBe((OrderStatus.PartiallyFilled, 0.0002m, "abc-1"));
        var fill = await _mexc.AccountSink.NextAsync<FillReport>();
        (fill.FillId, fill.Quantity, fill.Price, fill.Commission, fill.Liquidity, fill.ClientOrderId).ShouldBe(("9466823344", 0.0002m, 60000m, 0.0096m, Liquidity.Taker, "abc-1"));
        var position = await _mexc.AccountSink.NextAsync<PositionReport>();
        (position.Quantity, position.Side, position.LiquidationPrice).ShouldBe((0m, PositionSide.Long, null));
        var wallet = await _mexc.AccountSink.NextAsync<WalletReport>();
        (wallet.Balance, wallet.Available, wallet.MarginUsed).ShouldBe((999.974m, 982.45m, 17.524m));
        wallet.Time.ShouldBe(Timestamp.FromUnixMilliseconds(1_795_000_000_302));
    }

    [Fact]
    public async Task Order_id_as_a_number_is_the_same_id()
    {
        var socket = _mexc.Prepare();
        Run();
        await _mexc.AccountSink.NextAsync();

        socket.Push(PayloadFile.Text("push_order").Replace("\"739106551624717312\"", "739106551624717312", StringComparison.Ordinal));

        (await _mexc.AccountSink.NextAsync<OrderReport>()).VenueOrderId.ShouldBe("739106551624717312");
    }

    [Fact]
    public async Task Push_of_another_symbol_asks_for_its_contract_size()
    {
        _mexc.Http.OnFile("detail?symbol=ETH_USDT", "detail_eth");
        var socket = _mexc.Prepare();
        Run();
        await _mexc.AccountSink.NextAsync();

        socket.Push(PayloadFile.Text("push_position").Replace("BTC_USDT", "ETH_USDT", StringComparison.Ordinal).Replace("\"state\":3,\"holdVol\":0", "\"state\":1,\"holdVol\":5", StringComparison.Ordinal));

        (await _mexc.AccountSink.NextAsync<PositionReport>()).Quantity.ShouldBe(0.05m);
    }

    [Fact]
    public async Task Refused_login_is_told_without_secrets_and_tried_again()
    {
        _mexc.Prepare(new FakeSocket { Answers = _ => $$"""{"channel":"rs.error","data":"no such key {{FakeMexc.Key}}","ts":1}""" });
        Run();

        (await _mexc.AccountSink.NextAsync()).ShouldBe("disconnected: login refused: no such key (key)");
        (await _mexc.AccountSink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
        string.Join('\n', _mexc.Lines).ShouldNotContain(FakeMexc.Key);
    }

    [Fact]
    public async Task Broken_connection_logs_in_again()
    {
        var first = _mexc.Prepare();
        var second = _mexc.Prepare();
        Run();
        await _mexc.AccountSink.NextAsync();

        first.Break("reset by peer");

        (await _mexc.AccountSink.NextAsync()).ShouldBe("disconnected: reset by peer");
        (await _mexc.AccountSink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("connected");
        (await second.SentAsync()).ShouldContain("\"login\"");
    }

    [Fact]
    public async Task Silence_breaks_the_connection()
    {
        _mexc.Prepare(new FakeSocket { Answers = m => m == "login" ? PayloadFile.Text("rs_login") : null });
        Run();
        await _mexc.AccountSink.NextAsync();

        (await _mexc.AccountSink.ReadAsync().WhileTimePasses(_mexc.Time)).ShouldBe("disconnected: no frame for 15 s");
    }

    [Fact]
    public async Task Malformed_pushes_are_skipped()
    {
        var socket = _mexc.Prepare();
        Run();
        await _mexc.AccountSink.NextAsync();

        socket.Push("""{"channel":"push.personal.order","data":{"symbol":"BTC_USDT","side":9}}""");
        socket.Push("""{"channel":"push.personal.order.deal","data":[]}""");
        socket.Push("""{"channel":"push.personal.asset","data":{"currency":"BTC","availableBalance":1}}""");
        socket.Push("""{"channel":"push.personal.adl.level","data":{"adlLevel":1}}""");
        socket.PushFile("push_asset");

        (await _mexc.AccountSink.NextAsync<WalletReport>()).Currency.ShouldBe("USDT");
        _mexc.Lines.ShouldContain("Warning: MEXC frame skipped (push.personal.order): side: expected 1 to 4, found 9");
        _mexc.Lines.Count(l => l.Contains("skipped", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Clock_is_set_once_a_minute()
    {
        var socket = _mexc.Prepare();
        Run();
        await _mexc.AccountSink.NextAsync();
        var pings = _mexc.Http.To("ping").Count;

        await Task.Run(async () =>
        {
            while (_mexc.Http.To("ping").Count == pings)
                await Task.Yield();
        }, FakeMexc.Stop).WhileTimePasses(_mexc.Time);

        (_mexc.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(FakeMexc.Start)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        socket.IsDisposed.ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon().ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
        await _mexc.DisposeAsync();
    }

    private void Run() => _running = _mexc.Open().RunAsync(_stop.Token);
}
