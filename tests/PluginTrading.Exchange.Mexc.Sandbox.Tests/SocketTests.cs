using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

public sealed class SocketTests
{
    [Fact]
    public async Task Connection_without_a_ping_for_a_minute_is_cut_though_data_flows()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var pinging = await Socket.OpenAsync(rig);
        using var silent = await Socket.OpenAsync(rig);
        await silent.AskAsync("""{"method":"sub.deal","param":{"symbol":"BTC_USDT"}}""");
        rig.Time.Advance(50);
        await pinging.DrainAsync();
        rig.Trade(60_000);
        rig.Time.Advance(11);

        (await silent.IsCutAsync()).ShouldBeTrue();
        (await pinging.DrainAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"method":"sub.deal","param":{"symbol":"NO_USDT"}}""", "rs.error", "Contract [NO_USDT] not exists")]
    [InlineData("""{"method":"sub.kline","param":{"symbol":"BTC_USDT","interval":"Min7"}}""", "rs.error", "Parameter error")]
    [InlineData("nonsense", "rs.error", "Data parsing error")]
    [InlineData("""{"method":"personal.filter"}""", "rs.error", "Not logged in or unauthorised")]
    [InlineData("""{"method":"unsub.ticker","param":{"symbol":"BTC_USDT"}}""", "rs.unsub.ticker", "success")]
    [InlineData("""{"method":"sub.contract"}""", "rs.sub.contract", "success")]
    [InlineData("""{"method":"sub.deal","params":{"symbol":"btc_usdt"},"gzip":false}""", "rs.sub.deal", "success")]
    public async Task Command_is_answered(string command, string channel, string data)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.OpenAsync(rig);

        var answer = await socket.AskAsync(command);

        Socket.Channel(answer).ShouldBe(channel);
        answer["data"]!.GetValue<string>().ShouldBe(data);
    }

    [Fact]
    public async Task Unknown_method_gets_no_answer()
    {
        await using var rig = await Rig.StartAsync();
        using var socket = await Socket.OpenAsync(rig);

        await socket.SendAsync("""{"method":"sub.nothing","param":{}}""");

        (await socket.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_market_channel_pushes_what_the_feed_shows()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.OpenAsync(rig);
        foreach (var channel in (string[])["deal", "depth", "depth.full", "ticker", "tickers", "kline", "funding.rate", "index.price", "fair.price"])
            await socket.SendAsync($$$"""{"method":"sub.{{{channel}}}","param":{"symbol":"BTC_USDT"}}""");
        var greeting = (await socket.DrainAsync()).ConvertAll(Socket.Channel);
        greeting.Count(c => c.StartsWith("rs.sub.", StringComparison.Ordinal)).ShouldBe(9);

        rig.Wait(3);
        rig.Quote(60_010, 60_010.2);
        rig.Trade(60_010.2, 0.0003);
        rig.Mark(60_005);
        rig.Funding(0.0003);

        var frames = await socket.DrainAsync();
        var deal = frames.First(f => Socket.Channel(f) == "push.deal")["data"]![0]!;
        deal["p"]!.GetValue<decimal>().ShouldBe(60_010.2m);
        deal["v"]!.GetValue<decimal>().ShouldBe(3);
        deal["T"]!.GetValue<int>().ShouldBe(1);
        var depth = frames.First(f => Socket.Channel(f) == "push.depth")["data"]!;
        depth["asks"]!.AsArray().ShouldContain(l => l![0]!.GetValue<decimal>() == 60_010.2m && l[1]!.GetValue<decimal>() == 100);
        depth["asks"]!.AsArray().ShouldContain(l => l![0]!.GetValue<decimal>() == 60_000.1m && l[1]!.GetValue<decimal>() == 0);
        depth["end"]!.GetValue<long>().ShouldBe(depth["version"]!.GetValue<long>());
        frames.First(f => Socket.Channel(f) == "push.depth.full")["data"]!["bids"]![0]![0]!.GetValue<decimal>().ShouldBe(60_010m);
        frames.Last(f => Socket.Channel(f) == "push.kline")["data"]!["c"]!.GetValue<decimal>().ShouldBe(60_010.2m);
        frames.First(f => Socket.Channel(f) == "push.fair.price")["data"]!["price"]!.GetValue<decimal>().ShouldBeOneOf(60_005m, 60_010.2m);
        frames.First(f => Socket.Channel(f) == "push.funding.rate")["data"]!["rate"]!.GetValue<double>().ShouldBe(0.0003);
        frames.Select(Socket.Channel).ShouldContain("push.index.price");
        frames.Select(Socket.Channel).ShouldContain("push.ticker");
        frames.Select(Socket.Channel).ShouldContain("push.tickers");
    }

    [Fact]
    public async Task Book_kept_from_deltas_equals_the_one_asked_for()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.OpenAsync(rig);
        await socket.AskAsync("""{"method":"sub.depth","param":{"symbol":"BTC_USDT","compress":false}}""");
        var seed = (await rig.PublicAsync("/api/v1/contract/depth/BTC_USDT"))["data"]!;
        var bids = seed["bids"]!.AsArray().ToDictionary(l => l![0]!.GetValue<decimal>(), l => l![1]!.GetValue<decimal>());
        var version = seed["version"]!.GetValue<long>();
        for (var i = 0; i < 10; i++)
            rig.Quote(60_000 + (i * 0.3), 60_000.2 + (i * 0.3));

        foreach (var frame in await socket.DrainAsync())
        {
            frame["data"]!["version"]!.GetValue<long>().ShouldBe(++version);
            foreach (var level in frame["data"]!["bids"]!.AsArray())
            {
                if (level![1]!.GetValue<decimal>() == 0)
                    bids.Remove(level[0]!.GetValue<decimal>());
                else
                    bids[level[0]!.GetValue<decimal>()] = level[1]!.GetValue<decimal>();
            }
        }

        var asked = (await rig.PublicAsync("/api/v1/contract/depth/BTC_USDT"))["data"]!;
        asked["version"]!.GetValue<long>().ShouldBe(version);
        bids.OrderByDescending(l => l.Key).Select(l => (l.Key, l.Value)).ShouldBe(asked["bids"]!.AsArray().Select(l => (l![0]!.GetValue<decimal>(), l[1]!.GetValue<decimal>())));
        var commits = (await rig.PublicAsync("/api/v1/contract/depth_commits/BTC_USDT/3"))["data"]!.AsArray();
        commits.Select(c => c!["version"]!.GetValue<long>()).ShouldBe([version, version - 1, version - 2]);
    }

    [Theory]
    [InlineData(",\"subscribe\":false")]
    [InlineData("}x,\"subscribe\":false")]
    public async Task Quiet_login_pushes_only_what_is_then_asked_for(string more)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.OpenAsync(rig);
        var login = more[0] == '}' ? socket.Login()[..^2] + more[2..] + "}}" : socket.Login(more);
        Socket.Channel(await socket.AskAsync(login)).ShouldBe("rs.login");

        await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        (await socket.DrainAsync()).ShouldBeEmpty();
        await socket.AskAsync("""{"method":"personal.filter","param":{"filters":[{"filter":"order","rules":["ETH_USDT"]},{"filter":"position"}]}}""");
        await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        await rig.PlaceAsync(side: 1, vol: 1, price: 1900, type: 1, symbol: "ETH_USDT");
        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.personal.order"]);
        await socket.AskAsync("""{"method":"personal.filter"}""");
        await rig.PlaceAsync(side: 1, vol: 1, price: 59_000, type: 1);
        (await socket.DrainAsync()).ConvertAll(Socket.Channel).ShouldBe(["push.personal.order", "push.personal.asset"]);
    }

    [Fact]
    public async Task Wrong_login_is_an_error_and_the_connection_stays()
    {
        await using var rig = await Rig.StartAsync();
        using var socket = await Socket.OpenAsync(rig);

        Socket.Channel(await socket.AskAsync(socket.Login(secret: "other"))).ShouldBe("rs.error");
        Socket.Channel(await socket.AskAsync("""{"method":"personal.filter"}""")).ShouldBe("rs.error");
        Socket.Channel(await socket.AskAsync(socket.Login())).ShouldBe("rs.login");
    }

    [Fact]
    public async Task Book_in_steps_rounds_away_from_the_middle()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.OpenAsync(rig);
        Socket.Channel(await socket.AskAsync("""{"method":"sub.depth.step","param":{"symbol":"BTC_USDT","step":"0"}}""")).ShouldBe("rs.error");
        Socket.Channel(await socket.AskAsync("""{"method":"sub.depth.step","param":{"symbol":"BTC_USDT","step":"1"}}""")).ShouldBe("rs.sub.depth.step");
        await socket.ReadAsync();

        rig.Quote(60_009.9, 60_010.1);

        var data = (await socket.DrainAsync()).ShouldHaveSingleItem()["data"]!;
        data["bids"]!.AsArray().Select(l => l![0]!.GetValue<decimal>()).ShouldBe([60_009m, 60_008m]);
        data["asks"]!.AsArray().Select(l => l![0]!.GetValue<decimal>()).ShouldBe([60_011m, 60_012m]);
        data["askMarketLevelPrice"]!.GetValue<decimal>().ShouldBe(60_010.1m);
    }

    [Theory]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("0.05")]
    [InlineData("79228162514264337593543950335")]
    public async Task Step_that_no_book_can_have_is_refused_and_the_market_goes_on(string step)
    {
        await using var rig = await Rig.StartAsync();
        using var socket = await Socket.OpenAsync(rig);

        Socket.Channel(await socket.AskAsync($$$"""{"method":"sub.depth.step","param":{"symbol":"BTC_USDT","step":"{{{step}}}"}}""")).ShouldBe("rs.error");
        rig.Quote(60_000, 60_000.1);

        (await socket.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Last_state_of_a_candle_is_pushed_before_the_next_candle()
    {
        await using var rig = await Rig.StartAsync();
        using var socket = await Socket.OpenAsync(rig);
        await socket.AskAsync("""{"method":"sub.kline","param":{"symbol":"BTC_USDT","interval":"Min1"}}""");
        rig.Trade(60_000);
        rig.Wait(30);
        var time = rig.Sandbox.MarketTime!.Value;

        rig.Sandbox.Venue.Advance(
            [
                MarketEvent.Trade(0, time.Plus(Timestamp.PerSecond), 60_001, 0.001),
                MarketEvent.Trade(0, time.Plus(2 * Timestamp.PerSecond), 60_002, 0.001),
                MarketEvent.Trade(0, time.Plus(70 * Timestamp.PerSecond), 60_003, 0.001),
            ],
            pauses: true);

        (await socket.DrainAsync()).ConvertAll(f => f["data"]!["c"]!.GetValue<decimal>()).ShouldBe([60_000, 60_002, 60_003]);
    }

    [Fact]
    public async Task Cadence_runs_on_while_the_market_waits()
    {
        await using var rig = await Rig.StartAsync();
        using var socket = await Socket.OpenAsync(rig);
        await socket.AskAsync("""{"method":"sub.fair.price","param":{"symbol":"BTC_USDT"}}""");
        rig.Trade(60_000);
        var time = rig.Sandbox.MarketTime!.Value;
        (await socket.DrainAsync()).Count.ShouldBe(1);
        rig.Sandbox.Venue.Advance([MarketEvent.Trade(0, time.Plus(Timestamp.PerMillisecond), 60_001, 0.001)], pauses: false);
        (await socket.DrainAsync()).ShouldBeEmpty();

        rig.Sandbox.Venue.Idle((time.Nanoseconds / Timestamp.PerMillisecond) + 1000);

        (await socket.DrainAsync()).ShouldHaveSingleItem()["data"]!["price"]!.GetValue<decimal>().ShouldBe(60_001);
    }

    [Fact]
    public async Task Position_mode_is_pushed()
    {
        await using var rig = await Rig.StartAsync();
        using var socket = await Socket.LogInAsync(rig);

        await rig.PostAsync("position/change_position_mode", """{"positionMode":2}""");

        var frame = (await socket.DrainAsync()).ShouldHaveSingleItem();
        Socket.Channel(frame).ShouldBe("push.personal.position.mode");
        frame["data"]!["positionMode"]!.GetValue<int>().ShouldBe(2);
    }
}
