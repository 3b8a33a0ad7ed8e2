using System.Net;
using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Tests.Account;

public sealed class SubmitTests
{
    private const string Create = "order/create";

    [Fact]
    public async Task Limit_entry_is_sent_signed_and_reported_open()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile(Create, "order_create");
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(price: 60000.50m), FakeMexc.Stop);

        var report = await mexc.AccountSink.NextAsync<OrderReport>();
        (report.Status, report.VenueOrderId, report.ClientOrderId, report.Quantity).ShouldBe((OrderStatus.Open, "739113577038255616", "abc-1", 0.0005m));
        var sent = mexc.Http.Sent.ShouldHaveSingleItem();
        sent.Method.ShouldBe("POST");
        sent.Path.ShouldBe("/api/v1/private/order/create");
        sent.Body.ShouldBe("""{"symbol":"BTC_USDT","price":60000.5,"vol":5,"leverage":20,"side":1,"type":1,"openType":1,"externalOid":"abc-1","positionMode":1}""");
        sent.Headers["ApiKey"].ShouldBe(FakeMexc.Key);
        sent.Headers["Request-Time"].ShouldBe("1795000000000");
        sent.Headers["Recv-Window"].ShouldBe("10");
        sent.Headers["Signature"].ShouldBe(new Mexc.Settings.ApiKeys(FakeMexc.Key, FakeMexc.Secret).Sign("1795000000000", sent.Body));
    }

    [Theory]
    [InlineData(Side.Buy, PositionSide.Long, false, "hedge", "\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,\"externalOid\":\"abc-1\",\"positionMode\":1}")]
    [InlineData(Side.Buy, PositionSide.Short, true, "hedge", "\"vol\":5,\"side\":2,\"type\":5,\"openType\":1,\"externalOid\":\"abc-1\",\"positionMode\":1}")]
    [InlineData(Side.Sell, PositionSide.Short, false, "hedge", "\"leverage\":20,\"side\":3,\"type\":5,\"openType\":1,\"externalOid\":\"abc-1\",\"positionMode\":1}")]
    [InlineData(Side.Sell, PositionSide.Long, true, "hedge", "\"vol\":5,\"side\":4,\"type\":5,\"openType\":1,\"externalOid\":\"abc-1\",\"positionMode\":1}")]
    [InlineData(Side.Buy, PositionSide.Long, false, "one_way", "\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,\"externalOid\":\"abc-1\",\"positionMode\":2}")]
    [InlineData(Side.Sell, PositionSide.Long, true, "one_way", "\"vol\":5,\"side\":4,\"type\":5,\"openType\":1,\"externalOid\":\"abc-1\",\"positionMode\":2,\"reduceOnly\":true}")]
    public async Task Side_and_effect_become_one_number(Side side, PositionSide position, bool reduceOnly, string mode, string end)
    {
        await using var mexc = new FakeMexc($$"""{"exchange":"mexc","position_mode":"{{mode}}"}""");
        mexc.Http.OnFile(Create, "order_create");
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(side, position, reduceOnly: reduceOnly), FakeMexc.Stop);
        await mexc.AccountSink.NextAsync<OrderReport>();

        mexc.Http.Sent[0].Body.ShouldEndWith(end);
    }

    [Theory]
    [InlineData(600, "Param error!")]
    [InlineData(602, "Confirming signature failed!")]
    [InlineData(604, "maintenance")]
    [InlineData(513, "invalid request")]
    [InlineData(1002, "Contract not allow place order!")]
    [InlineData(2005, "Insufficient balance!")]
    [InlineData(2009, "Position is not exists or closed.")]
    [InlineData(2015, "precision")]
    [InlineData(7008, "below min")]
    [InlineData(8920, "opening suspended")]
    [InlineData(300002, "region")]
    public async Task Refusal_that_proves_that_there_is_no_order_is_rejected(int code, string message)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Create, $$"""{"success":false,"code":{{code}},"message":"{{message}}"}""");
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

        var report = await mexc.AccountSink.NextAsync<OrderReport>();
        (report.Status, report.Reason, report.VenueOrderId).ShouldBe((OrderStatus.Rejected, $"{code}: {message}", null));
        mexc.Http.To(Create).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(503)]
    [InlineData(510)]
    [InlineData(603)]
    [InlineData(9999)]
    [InlineData(2042)]
    [InlineData(2040)]
    [InlineData(77777)]
    public async Task Refusal_that_may_come_after_the_order_was_taken_is_unknown_and_sent_once(int code)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Create, $$"""{"success":false,"code":{{code}},"message":"m"}""");
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

        var report = await mexc.AccountSink.NextAsync<OrderReport>();
        (report.Status, report.Reason).ShouldBe((OrderStatus.Unknown, $"{code}: m"));
        await account.DisposeAsync();
        mexc.Http.To(Create).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "", "HTTP 429")]
    [InlineData(HttpStatusCode.BadGateway, "<html>", "HTTP 502")]
    [InlineData(HttpStatusCode.ServiceUnavailable, """{"success":false,"code":2005,"message":"m"}""", "HTTP 503")]
    [InlineData(HttpStatusCode.Forbidden, "<html>", "HTTP 403 with a body that cannot be read (6 bytes)")]
    [InlineData(HttpStatusCode.OK, "", "HTTP 200 with a body that cannot be read (0 bytes)")]
    [InlineData(HttpStatusCode.OK, "{\"success\":tr", "HTTP 200 with a body that cannot be read (13 bytes)")]
    [InlineData(HttpStatusCode.OK, "{}", "HTTP 200 without a code")]
    [InlineData(HttpStatusCode.OK, "[]", "HTTP 200 without a code")]
    [InlineData(HttpStatusCode.OK, """{"success":true,"code":2005,"message":"m"}""", "HTTP 200 with success and the code 2005")]
    [InlineData(HttpStatusCode.OK, """{"success":true,"code":0}""", "accepted without an order id")]
    [InlineData(HttpStatusCode.OK, """{"success":true,"code":0,"data":{"orderId":[]}}""", "accepted without an order id")]
    public async Task Reply_that_says_nothing_is_unknown_and_sent_once(HttpStatusCode status, string body, string cause)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Create, body, status);
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

        var report = await mexc.AccountSink.NextAsync<OrderReport>();
        (report.Status, report.Reason).ShouldBe((OrderStatus.Unknown, cause));
        await account.DisposeAsync();
        mexc.Http.To(Create).Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_answer_within_ten_seconds_is_unknown_and_sent_once()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnSilence(Create);
        await using var account = mexc.Open();
        using var cancel = new CancellationTokenSource();

        await account.SubmitAsync(FakeMexc.Order(), cancel.Token);
        // Too late: it is on its way.
        await cancel.CancelAsync();
        mexc.AccountSink.IsEmpty.ShouldBeTrue();
        mexc.Time.Advance(TimeSpan.FromSeconds(10));

        var report = await mexc.AccountSink.NextAsync<OrderReport>();
        (report.Status, report.Reason).ShouldBe((OrderStatus.Unknown, "no answer within 10 s"));
        mexc.Http.To(Create).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Broken_connection_is_unknown_and_sent_once()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Create, _ => throw new HttpRequestException("reset by peer"));
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

        var report = await mexc.AccountSink.NextAsync<OrderReport>();
        (report.Status, report.Reason).ShouldBe((OrderStatus.Unknown, "connection failed: reset by peer"));
        mexc.Http.To(Create).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Bare_id_of_the_older_reply_is_an_id()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile(Create, "order_submit_legacy");
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

        (await mexc.AccountSink.NextAsync<OrderReport>()).VenueOrderId.ShouldBe("739113577038255616");
    }

    [Fact]
    public async Task Order_that_the_engine_may_not_make_throws_and_nothing_is_sent()
    {
        await using var mexc = new FakeMexc();
        await using var account = mexc.Open();

        (await Throws(FakeMexc.Order(quantity: 0.00055m))).ShouldContain("quantity 0.00055 is no multiple of BTC_USDT's step 0.0001");
        (await Throws(FakeMexc.Order(id: new string('a', 33)))).ShouldContain("has 33 characters; expected 1 to 32");
        (await Throws(FakeMexc.Order(reduceOnly: true))).ShouldContain("opens a Long position and is reduce-only");
        mexc.Http.Sent.ShouldBeEmpty();

        async Task<string> Throws(ApprovedOrder order) => (await Should.ThrowAsync<ArgumentException>(account.SubmitAsync(order, FakeMexc.Stop).AsTask())).Message;
    }

    [Fact]
    public async Task Cancelled_before_it_is_sent_throws_and_nothing_is_sent()
    {
        await using var mexc = new FakeMexc();
        await using var account = mexc.Open();

        await Should.ThrowAsync<OperationCanceledException>(account.SubmitAsync(FakeMexc.Order(), new CancellationToken(canceled: true)).AsTask());
        mexc.Http.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Entries_leave_a_place_for_exits_and_are_rejected_unsent_after_five_seconds()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile(Create, "order_create");
        await using var account = mexc.Open();

        for (var i = 0; i < 3; i++)
            await account.SubmitAsync(FakeMexc.Order(id: $"e{i}"), FakeMexc.Stop);
        var fourth = account.SubmitAsync(FakeMexc.Order(id: "e3"), FakeMexc.Stop).AsTask();
        fourth.IsCompleted.ShouldBeFalse();
        await account.SubmitAsync(FakeMexc.Exit("x0"), FakeMexc.Stop);
        await account.DisposeAsync();

        mexc.Http.Sent.Count.ShouldBe(4);
        mexc.Http.Sent[3].Body.ShouldContain("\"x0\"");
        mexc.Time.Advance(TimeSpan.FromSeconds(2.2));
        await fourth.Soon();
        await account.DisposeAsync();
        mexc.Http.Sent[4].Body.ShouldContain("\"e3\"");
    }

    [Fact]
    public async Task Entry_behind_exits_for_five_seconds_is_rejected_and_was_never_sent()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile(Create, "order_create");
        await using var account = mexc.Open();

        var exits = Enumerable.Range(0, 13).Select(i => account.SubmitAsync(FakeMexc.Exit($"x{i}"), FakeMexc.Stop).AsTask()).ToList();
        var entry = account.SubmitAsync(FakeMexc.Order(id: "late"), FakeMexc.Stop).AsTask();
        await entry.WhileTimePasses(mexc.Time);
        await Task.WhenAll(exits).WhileTimePasses(mexc.Time);
        await account.DisposeAsync();

        mexc.Http.Sent.Count.ShouldBe(13);
        mexc.Http.Sent.ShouldAllBe(s => !s.Body.Contains("late"));
        var reports = new List<OrderReport>();
        while (!mexc.AccountSink.IsEmpty)
            reports.Add(await mexc.AccountSink.NextAsync<OrderReport>());
        reports.Count.ShouldBe(14);
        var late = reports.Single(r => r.ClientOrderId == "late");
        late.Status.ShouldBe(OrderStatus.Rejected);
        late.Reason.ShouldStartWith("rate_limit_local");
    }

    [Fact]
    public async Task After_entries_without_answer_entries_are_rejected_unsent_and_exits_go_through()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Create, "", HttpStatusCode.BadGateway);
        await using var account = mexc.Open();

        for (var i = 0; i < 3; i++)
        {
            await account.SubmitAsync(FakeMexc.Order(id: $"e{i}"), FakeMexc.Stop);
            (await mexc.AccountSink.NextAsync<OrderReport>()).Status.ShouldBe(OrderStatus.Unknown);
        }

        mexc.Time.Advance(TimeSpan.FromSeconds(3));
        await account.SubmitAsync(FakeMexc.Order(id: "e3"), FakeMexc.Stop);
        var rejected = await mexc.AccountSink.NextAsync<OrderReport>();
        (rejected.Status, rejected.Reason![..18]).ShouldBe((OrderStatus.Rejected, "circuit_open_local"));
        mexc.Http.Sent.Count.ShouldBe(3);
        await account.SubmitAsync(FakeMexc.Exit(), FakeMexc.Stop);
        (await mexc.AccountSink.NextAsync<OrderReport>()).Status.ShouldBe(OrderStatus.Unknown);
        mexc.Http.Sent.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Too_frequent_uses_up_the_budget_of_orders()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile(Create, "too_frequent").OnFile(Create, "order_create");
        await using var account = mexc.Open();
        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);
        (await mexc.AccountSink.NextAsync<OrderReport>()).Status.ShouldBe(OrderStatus.Unknown);

        var exit = account.SubmitAsync(FakeMexc.Exit(), FakeMexc.Stop).AsTask();
        mexc.Time.Advance(TimeSpan.FromSeconds(2.1));
        exit.IsCompleted.ShouldBeFalse();
        mexc.Time.Advance(TimeSpan.FromSeconds(0.1));
        await exit.Soon();

        (await mexc.AccountSink.NextAsync<OrderReport>()).Status.ShouldBe(OrderStatus.Open);
    }

    [Fact]
    public async Task Secrets_are_in_no_report_and_no_line()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On(Create, $$"""{"success":false,"code":602,"message":"bad signature of {{FakeMexc.Key}} with {{FakeMexc.Secret}}"}""");
        await using var account = mexc.Open();

        await account.SubmitAsync(FakeMexc.Order(), FakeMexc.Stop);

        var text = (await mexc.AccountSink.NextAsync<OrderReport>()).ToString() + string.Join('\n', mexc.Lines) + account;
        text.ShouldContain("bad signature");
        text.ShouldNotContain(FakeMexc.Key);
        text.ShouldNotContain(FakeMexc.Secret);
    }
}
