using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Exchange.Mexc.Sandbox.Rest;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>Whatever clients send: an envelope with a code of the exchange, the books in order, the market going on.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Gets =
    [
        "contract/ping", "contract/detail", "contract/detail/country", "contract/support_currencies", "contract/depth/@", "contract/depth_commits/@/@", "contract/index_price/@",
        "contract/fair_price/@", "contract/funding_rate", "contract/funding_rate/history", "contract/funding_rate/@", "contract/kline/@", "contract/kline/index_price/@",
        "contract/deals/@", "contract/ticker", "contract/risk_reverse", "contract/risk_reverse/history", "private/account/assets", "private/account/asset/@", "private/account/tiered_fee_rate/v2",
        "private/account/contract/fee_rate", "private/account/risk_limit", "private/account/transfer_record", "private/position/open_positions",
        "private/position/list/history_positions", "private/position/funding_records", "private/position/leverage", "private/position/position_mode", "private/order/get/@",
        "private/order/external/@/@", "private/order/batch_query", "private/order/list/open_orders", "private/order/list/open_orders/@", "private/order/list/history_orders",
        "private/order/list/close_orders", "private/order/list/order_deals", "private/order/list/order_deals/v3", "private/order/deal_details/@",
        "private/order/open_order_total_count", "private/planorder/list/orders", "private/stoporder/open_orders",
    ];

    private static readonly string[] Posts =
    [
        "order/create", "order/create", "order/create", "order/submit", "order/cancel", "order/cancel_with_external", "order/batch_cancel_with_external", "order/cancel_all",
        "order/batch_query_with_external", "order/open_order_total_count", "order/submit_batch", "order/chase_limit_order", "position/change_leverage",
        "position/change_position_mode", "position/change_margin", "position/reverse", "position/close_all", "account/change_risk_level", "planorder/place/v2",
        "planorder/cancel", "stoporder/cancel_all",
    ];

    private static readonly string[] Names =
    [
        "symbol", "price", "vol", "leverage", "side", "type", "openType", "externalOid", "positionMode", "reduceOnly", "positionId", "positionType", "amount", "orderId", "order_ids",
        "states", "category", "start_time", "startTime", "end_time", "page_num", "page_size", "pageNum", "limit", "interval", "start", "end", "position_id", "position_type", "until",
    ];

    private static readonly string[] Values =
    [
        "\"BTC_USDT\"", "\"btc_usdt\"", "\"ETH_USDT\"", "\"NO_USDT\"", "\"比特币_USDT\"", "\"💥\"", "\"\\ud800\"", "\"\"", "\" \"", "\"1\"", "\"-1\"", "\"1e5\"", "\"NaN\"", "\"x,y,,\"", "\"1,2\"",
        "\"ADD\"", "\"Min1\"", "\"Month1\"", "\"a&b=c%zz\"", "\"'; drop table orders; --\"", "null", "true", "false", "{}", "[]", "[1]", "{\"a\":{\"b\":[]}}", "0", "-0", "1", "2", "3", "4", "5", "6", "20",
        "20.0", "1.5", "59000", "60000.1", "61000", "60000.00000000000000000000001", "-1", "-79228162514264337593543950335", "79228162514264337593543950335", "1e28", "1e30", "1e400", "-1e400",
        "1e-28", "0.0000000000000000000000000001", "1e-400", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "253402300800000", "1610600000000", "99999999999999",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_request_gets_an_envelope_and_no_internal_error(int seed)
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var random = new Random(seed);
        var router = new RestRouter(rig.Sandbox.Venue);
        var codes = new SortedDictionary<int, int>();
        for (var round = 0; round < 15_000; round++)
        {
            var call = random.Next(2) == 0 ? Get(rig, random) : Post(rig, random);

            // The router itself: what it throws would become a 500 further out.
            var reply = rig.Sandbox.Venue.Do(() => router.Answer(call));

            reply.Status.ShouldBe(200, $"{call.Method} {call.Path}");
            using var envelope = JsonDocument.Parse(reply.Body);
            var code = envelope.RootElement.GetProperty("code").GetInt32();
            envelope.RootElement.GetProperty("success").GetBoolean().ShouldBe(code == 0);
            codes[code] = codes.GetValueOrDefault(code) + 1;
            if (round % 50 == 0)
                rig.Trade(60_000 + random.Next(-200, 200));
            var account = rig.Sandbox.Venue.State.Account;
            (account.Available >= 0 && account.Frozen == rig.Sandbox.Venue.State.Orders.Open.Sum(o => o.Frozen)).ShouldBeTrue($"{call.Method} {call.Path} {Encoding.UTF8.GetString(call.Body)}");
        }

        codes.ShouldNotContainKey(500);
        codes.ShouldNotContainKey(602);
        codes[0].ShouldBeGreaterThan(1000);
        codes.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Noise_over_http_gets_an_envelope()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var body = new byte[random.Next(2000)];
            random.NextBytes(body);
            var text = Encoding.Latin1.GetString(body);
            var response = await rig.SendAsync(HttpMethod.Post, Posts[random.Next(Posts.Length)], "", round % 2 == 0 ? text : "{\"symbol\":\"" + text + "\"}");

            response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
            JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"]!.GetValue<int>().ShouldNotBe(500);
        }

        (await rig.PublicAsync("/api/v1/contract/ticker?symbol=BTC_USDT&symbol=ETH_USDT"))["code"]!.GetValue<int>().ShouldBe(1001);
        (await rig.SendAsync(HttpMethod.Post, "order/create", "", new string('[', 2_000_000))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Any_command_leaves_the_connection_and_the_market_going()
    {
        await using var rig = await Rig.StartWithMarketAsync();
        using var socket = await Socket.LogInAsync(rig);
        var random = new Random(4);
        string[] methods =
        [
            "sub.deal", "sub.depth", "sub.depth.full", "sub.depth.step", "sub.ticker", "sub.tickers", "sub.kline", "sub.funding.rate", "sub.index.price", "sub.fair.price", "sub.contract",
            "unsub.deal", "unsub.depth", "unsub.depth.full", "unsub.depth.step", "unsub.kline", "unsub.tickers", "usub.depth.full", "login", "personal.filter", "nothing", "",
        ];
        string[] names = ["symbol", "interval", "limit", "step", "compress", "filters", "rules", "apiKey", "reqTime", "signature", "subscribe"];
        for (var round = 0; round < 4000; round++)
        {
            var param = Json(random, names);
            await socket.SendAsync(random.Next(8) switch
            {
                0 => Values[random.Next(Values.Length)],
                1 => $$"""{"method":{{Values[random.Next(Values.Length)]}},"param":{{param}}}""",
                2 => $$"""{"method":"{{methods[random.Next(methods.Length)]}}","param":{{Values[random.Next(Values.Length)]}}}""",
                3 => """{"method":"personal.filter","param":{"filters":[{"filter":"order","rules":[1,"BTC_USDT",null]},""" + param + "]}}",
                _ => $$$"""{"method":"{{{methods[random.Next(methods.Length)]}}}","param":{"symbol":"BTC_USDT",{{{param[1..]}}}}""".Replace(",}", "}", StringComparison.Ordinal),
            });
            if (round % 20 != 0)
                continue;
            rig.Trade(60_000 + random.Next(-200, 200));
            (await socket.DrainAsync()).ShouldAllBe(f => Socket.Channel(f).Length > 0);
        }

        rig.Sandbox.Venue.Hub.Sessions.Count.ShouldBe(1);
    }

    private static RestCall Get(Rig rig, Random random)
    {
        var path = string.Join('/', Gets[random.Next(Gets.Length)].Split('/').Select(s => s == "@" ? Path(random) : s));
        var query = Enumerable.Range(0, random.Next(5)).Select(_ => KeyValuePair.Create(Names[random.Next(Names.Length)], Plain(random))).DistinctBy(p => p.Key).ToArray();
        return Signed(rig, "GET", path, string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}")), [], query);
    }

    private static RestCall Post(Rig rig, Random random) => Signed(rig, "POST", "private/" + Posts[random.Next(Posts.Length)], "", Encoding.UTF8.GetBytes(random.Next(10) switch
    {
        0 => Values[random.Next(Values.Length)],
        1 => "[" + string.Join(',', Enumerable.Range(0, random.Next(60)).Select(_ => Values[random.Next(Values.Length)])) + "]",
        2 => "[" + Json(random, Names) + "," + Json(random, Names) + "]",
        3 => Json(random, Names)[..^1],
        // Mostly right, one member wrong.
        >= 4 and <= 6 => string.Create(CultureInfo.InvariantCulture, $$"""{"symbol":"BTC_USDT","vol":{{random.Next(1, 9)}},"side":{{random.Next(1, 5)}},"type":{{random.Next(1, 7)}},"price":{{random.Next(59_900, 60_100)}},"openType":1,"leverage":20,{{Json(random, Names, 1)[1..]}}"""),
        _ => Json(random, Names),
    }), []);

    private static RestCall Signed(Rig rig, string method, string path, string query, byte[] body, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var time = rig.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new RestCall
        {
            Method = method,
            Path = "/api/v1/" + path,
            RawQuery = query,
            Query = values,
            Body = body,
            Key = Rig.Key,
            Time = time,
            Signature = method == "POST" ? Signature.Of(Rig.Secret, Rig.Key, time, body) : Signature.Of(Rig.Secret, Rig.Key, time, query),
        };
    }

    /// <summary>An object of some of the names, one of them twice at times.</summary>
    private static string Json(Random random, string[] names, int? count = null) =>
        "{" + string.Join(',', Enumerable.Range(0, count ?? random.Next(1, 10)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{Values[random.Next(Values.Length)]}")) + "}";

    private static string Plain(Random random) => Values[random.Next(Values.Length)].Trim('"');

    private static string Path(Random random) => Plain(random).Replace("/", "", StringComparison.Ordinal) is { Length: > 0 } text ? text : "1";
}
