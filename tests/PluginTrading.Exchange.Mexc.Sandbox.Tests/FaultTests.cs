using System.Net;
using System.Text.Json.Nodes;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>Each fault alone.</summary>
public sealed class FaultTests
{
    private const string Order = """{"symbol":"BTC_USDT","vol":1,"side":1,"type":5,"openType":1,"leverage":20,"externalOid":"x"}""";

    [Theory]
    [InlineData("timeout_before_accept ms=1000", false)]
    [InlineData("timeout_after_accept ms=1000", true)]
    public async Task Answer_never_comes(string fault, bool isAccepted)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject(fault);

        var asking = rig.PostAsync("order/create", Order);
        while (rig.Sandbox.Venue.Do(() => rig.Sandbox.Venue.State.Calls.Count) == 0)
            await Task.Yield();
        while (!asking.IsCompleted)
        {
            rig.Time.Advance(1);
            await Task.Yield();
        }

        await Should.ThrowAsync<HttpRequestException>(asking);
        await ShouldBeAcceptedAsync(rig, isAccepted);
    }

    [Theory]
    [InlineData("error_5xx_before", 503, false)]
    [InlineData("error_5xx_after status=504", 504, true)]
    [InlineData("rate_limit_429", 429, false)]
    [InlineData("rate_limit_510", 200, false)]
    [InlineData("rate_limit_after_accept", 200, true)]
    [InlineData("reject code=2005", 200, false)]
    [InlineData("maintenance", 200, false)]
    public async Task Answer_is_wrong_once(string fault, int status, bool isAccepted)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject(fault);

        var response = await rig.SendAsync(HttpMethod.Post, "order/create", "", Order);

        response.StatusCode.ShouldBe((HttpStatusCode)status);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("\"success\":true");
        await ShouldBeAcceptedAsync(rig, isAccepted);
        (await rig.TryPlaceAsync(side: 1, vol: 1))["code"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Endpoint_names_where_a_fault_strikes()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("error_5xx_after endpoint=order/cancel");

        var id = await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        (await rig.SendAsync(HttpMethod.Post, "order/cancel", "", $"[{id}]")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(4);
    }

    [Fact]
    public async Task Dropped_socket_is_cut_and_the_next_works()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var first = await Socket.LogInAsync(rig);

        rig.Sandbox.Inject("drop_socket");

        (await first.IsCutAsync()).ShouldBeTrue();
        using var second = await Socket.LogInAsync(rig);
        (await second.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Silent_socket_says_nothing_for_its_time_not_even_pong()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);
        rig.Sandbox.Inject("silent_socket for=5");

        await socket.SendAsync("""{"method":"ping"}""");
        await ShouldHaveUsedAsync(rig);
        using var other = await Socket.LogInAsync(rig);
        (await other.DrainAsync()).ShouldBeEmpty();
        rig.Time.Advance(5);

        (await socket.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Silent_public_keeps_pongs_and_account_pushes()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);
        await socket.AskAsync("""{"method":"sub.deal","param":{"symbol":"BTC_USDT"}}""");
        rig.Sandbox.Inject("silent_public for=5");

        await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        rig.Trade(60_000);
        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.personal.order", "push.personal.asset"]);
        rig.Time.Advance(5);
        rig.Trade(60_000);
        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.deal"]);
    }

    [Fact]
    public async Task Silent_private_keeps_market_data()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);
        await socket.AskAsync("""{"method":"sub.deal","param":{"symbol":"BTC_USDT"}}""");
        rig.Sandbox.Inject("silent_private");

        await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        rig.Trade(60_000);

        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.deal"]);
    }

    [Theory]
    [InlineData("duplicate_pushes", new[] { "order", "asset", "order", "asset" })]
    [InlineData("reorder_pushes", new[] { "asset", "order" })]
    [InlineData("lose_pushes", new string[0])]
    [InlineData("late_pushes ms=500", new string[0])]
    public async Task Pushes_of_one_change_go_wrong(string fault, string[] expected)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);
        rig.Sandbox.Inject(fault);

        await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        (await socket.DrainAsync()).ConvertAll(f => Socket.Channel(f)["push.personal.".Length..]).ShouldBe(expected);
        rig.Time.Advance(1);

        (await socket.DrainAsync()).Count.ShouldBe(fault.StartsWith("late", StringComparison.Ordinal) ? 2 : 0);
    }

    [Fact]
    public async Task Pushes_of_a_fill_alone_are_lost_while_REST_knows_it()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);
        rig.Sandbox.Inject("lose_pushes only=deals");
        var id = await rig.PlaceAsync(side: 1, vol: 1);
        rig.Trade(60_000);

        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.personal.order", "push.personal.asset"]);
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Order_fills_in_parts_one_per_event()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("partial_fills parts=3");
        var id = await rig.PlaceAsync(side: 1, vol: 10);
        var filled = new List<decimal>();
        for (var i = 0; i < 4; i++)
        {
            rig.Trade(60_000);
            filled.Add((await rig.OrderAsync(id))["dealVol"]!.GetValue<decimal>());
        }

        filled.ShouldBe([3, 6, 10, 10]);
        (await rig.GetAsync("order/deal_details/" + id))["data"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Order_that_may_not_wait_fills_its_first_part_only()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("partial_fills parts=2");
        var id = await rig.PlaceAsync(side: 1, vol: 10, price: 60_100, type: 3);
        rig.Trade(60_000);

        var order = await rig.OrderAsync(id);
        (order["state"]!.GetValue<int>(), order["errorCode"]!.GetValue<int>(), order["dealVol"]!.GetValue<decimal>()).ShouldBe((4, 18, 5));
        rig.Sandbox.Venue.State.Account.Frozen.ShouldBe(0);
    }

    [Fact]
    public async Task Two_faults_at_once_both_strike()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("rate_limit_after_accept");
        rig.Sandbox.Inject("query_lag ms=500");

        (await rig.PostAsync("order/create", Order))["code"]!.GetValue<int>().ShouldBe(510);
        await ShouldBeAcceptedAsync(rig, false);
        rig.Time.Advance(0.5);
        await ShouldBeAcceptedAsync(rig, true);
        (await rig.PostAsync("order/create", Order))["code"]!.GetValue<int>().ShouldBe(2042);
    }

    [Fact]
    public async Task Skewed_clock_refuses_requests_of_the_right_time()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("clock_skew ms=20000 for=10");

        (await rig.PublicAsync("/api/v1/contract/ping"))["data"]!.GetValue<long>().ShouldBe(rig.Time.GetUtcNow().ToUnixTimeMilliseconds() + 20_000);
        (await rig.GetAsync("account/assets"))["code"]!.GetValue<int>().ShouldBe(0);
        rig.Time.Advance(10);
        (await rig.PublicAsync("/api/v1/contract/ping"))["data"]!.GetValue<long>().ShouldBe(rig.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("liquidate symbol=BTC_USDT", 0)]
    [InlineData("close_outside", 0)]
    [InlineData("reduce_outside symbol=BTC_USDT", 5)]
    [InlineData("reduce_outside contracts=2", 8)]
    [InlineData("open_outside symbol=BTC_USDT side=long contracts=4", 14)]
    public async Task Someone_else_changes_the_position(string fault, int left)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        await rig.PlaceAsync(side: 1, vol: 10);
        rig.Trade(60_000);
        using var socket = await Socket.LogInAsync(rig);

        rig.Sandbox.Inject(fault);

        (await rig.PositionsAsync()).Select(p => p!["holdVol"]!.GetValue<decimal>()).ShouldBe(left == 0 ? [] : [left]);
        (await socket.DrainAsync())[^1]["data"]!["holdVol"]!.GetValue<decimal>().ShouldBe(left);
        (await StateAsync(rig))["faults"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Action_waits_for_its_market_time_and_for_a_position()
    {
        await using var rig = await Rig.StartWithMarketAsync(s => s with { Faults = ["close_outside at=10"] });
        rig.Wait(20);
        rig.Trade(60_000);
        (await StateAsync(rig))["faults"]!.AsArray().Count.ShouldBe(1);
        await rig.PlaceAsync(side: 1, vol: 10);
        rig.Trade(60_000);

        (await rig.PositionsAsync()).ShouldBeEmpty();
        (await rig.GetAsync("order/list/close_orders"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Order_is_not_found_by_queries_until_the_lag_is_over()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("query_lag ms=500");
        await rig.PostAsync("order/create", Order);

        await ShouldBeAcceptedAsync(rig, false);
        rig.Time.Advance(0.5);
        await ShouldBeAcceptedAsync(rig, true);
    }

    [Fact]
    public async Task Held_fills_come_when_released()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        rig.Sandbox.Inject("hold_fills");
        var id = await rig.PlaceAsync(side: 1, vol: 1);
        rig.Trade(60_000);
        rig.Time.Advance(1);
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(2);

        await rig.AdminAsync(HttpMethod.Delete, "/sandbox/faults");
        rig.Trade(60_000);
        (await rig.OrderAsync(id))["state"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Chance_comes_from_the_seed()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var rig = await Rig.StartWithMarketAsync(s => s with { Seed = 7 });
            rig.Sandbox.Inject("reject chance=0.5 count=1000");
            var codes = new List<int>();
            for (var i = 0; i < 20; i++)
                codes.Add((await rig.TryPlaceAsync(side: 1, vol: 1, more: ",\"externalOid\":\"" + i + "\""))["code"]!.GetValue<int>());
            codes.ShouldContain(0);
            codes.ShouldContain(2005);
            runs.Add(string.Join(',', codes));
        }

        runs[0].ShouldBe(runs[1]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("reject count")]
    [InlineData("reject count=0")]
    [InlineData("reject count=x")]
    [InlineData("reject count=1.5")]
    [InlineData("reject code=1e300")]
    [InlineData("partial_fills parts=2.5")]
    [InlineData("error_5xx_before status=200")]
    [InlineData("late_pushes ms=1e10")]
    [InlineData("open_outside contracts=-1")]
    [InlineData("reject parts=2")]
    [InlineData("reject count=1 count=2")]
    [InlineData("liquidate symbol=NO_USDT")]
    [InlineData("open_outside side=up")]
    [InlineData("reject chance=2")]
    public async Task Wrong_fault_is_refused_with_what_was_expected(string fault)
    {
        await using var rig = await Rig.StartAsync();

        Should.Throw<ExchangeSettingsException>(() => rig.Sandbox.Inject(fault));
        if (fault.Length > 0)
            (await rig.AdminAsync(HttpMethod.Post, "/sandbox/faults", "hold_fills\n" + fault))["success"]!.GetValue<bool>().ShouldBeFalse();
        rig.Sandbox.Venue.State.Faults.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Factory_lists_every_fault_with_a_sentence() =>
        new MexcSandboxFactory().Faults.ShouldAllBe(f => f.Key.Length > 0 && f.Value.EndsWith('.'));

    [Fact]
    public async Task Admin_switches_faults_and_shows_the_state()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        (await rig.AdminAsync(HttpMethod.Post, "/sandbox/faults", "reject code=2011 count=2\nhold_fills\n"))["success"]!.GetValue<bool>().ShouldBeTrue();
        await rig.TryPlaceAsync(side: 1, vol: 1);

        var state = await StateAsync(rig);
        state["faults"]![0]!["left"]!.GetValue<int>().ShouldBe(1);
        state["faults"]![1]!["text"]!.GetValue<string>().ShouldBe("hold_fills");
        state["calls"]!["POST /api/v1/private/order/create"]!.GetValue<int>().ShouldBe(1);
        state["balance"]!["equity"]!.GetValue<decimal>().ShouldBe(10_000);
        state["events"]!.GetValue<long>().ShouldBe(4);
        await rig.AdminAsync(HttpMethod.Delete, "/sandbox/faults");
        (await StateAsync(rig))["faults"]!.AsArray().ShouldBeEmpty();
    }

    private static Task<JsonNode> StateAsync(Rig rig) => rig.AdminAsync(HttpMethod.Get, "/sandbox/state");

    private static async Task ShouldBeAcceptedAsync(Rig rig, bool isAccepted) =>
        (await rig.GetAsync("order/external/BTC_USDT/x"))["code"]!.GetValue<int>().ShouldBe(isAccepted ? 0 : 2040);

    /// <summary>Until the one fault that is on has been used.</summary>
    private static async Task ShouldHaveUsedAsync(Rig rig)
    {
        while ((await StateAsync(rig))["faults"]!.AsArray().Count > 0)
            await Task.Yield();
    }
}
