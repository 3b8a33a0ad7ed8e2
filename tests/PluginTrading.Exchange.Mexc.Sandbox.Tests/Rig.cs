using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PluginTrading.Exchange.Mexc.Sandbox.Rest;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>A sandbox on a free port with a clock and a market that move by hand, and a client that signs.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Key = "mx0testkey";
    public const string Secret = "testsecret";

    private static readonly Timestamp Start = Timestamp.FromUnixMilliseconds(1_610_600_000_000);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private double _marketSeconds;

    private Rig(MexcSandbox sandbox, ManualTime time)
    {
        Sandbox = sandbox;
        Time = time;
    }

    public MexcSandbox Sandbox { get; }

    public ManualTime Time { get; }

    public Uri Address => Sandbox.Address;

    public static Instrument Bitcoin { get; } = new()
    {
        Symbol = "BTC_USDT",
        Base = "BTC",
        Quote = "USDT",
        PriceTick = 0.1m,
        QuantityStep = 0.0001m,
        ContractSize = 0.0001m,
    };

    public static Instrument Ether { get; } = new()
    {
        Symbol = "ETH_USDT",
        Base = "ETH",
        Quote = "USDT",
        PriceTick = 0.01m,
        QuantityStep = 0.01m,
        ContractSize = 0.01m,
    };

    public static SandboxSettings Settings(TimeProvider time, IReadOnlyList<MarketEvent>? feed = null) => new()
    {
        Key = Key,
        Secret = Secret,
        Balance = 10_000m,
        Instruments = [Bitcoin, Ether],
        Feed = new ListFeed(feed ?? []),
        Speed = 0,
        LimitsRates = false,
        Time = time,
        Log = static (_, _) => { },
    };

    public static async Task<Rig> StartAsync(Func<SandboxSettings, SandboxSettings>? change = null)
    {
        var time = new ManualTime();
        var settings = Settings(time);
        var sandbox = (MexcSandbox)new MexcSandboxFactory().Create(change?.Invoke(settings) ?? settings);
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        return new Rig(sandbox, time);
    }

    /// <summary>A sandbox whose market stands at a BTC book of 59999.9 / 60000.1, ETH 1999.99 / 2000.01.</summary>
    public static async Task<Rig> StartWithMarketAsync(Func<SandboxSettings, SandboxSettings>? change = null)
    {
        var rig = await StartAsync(change);
        rig.Quote(59_999.9, 60_000.1);
        rig.Trade(60_000);
        rig.Quote(1999.99, 2000.01, symbol: 1);
        rig.Trade(2000, symbol: 1);
        return rig;
    }

    public void Trade(double price, double quantity = 0.01, int symbol = 0) => Show(MarketEvent.Trade(symbol, Next(), price, quantity, TakerSide.Buy));

    public void Quote(double bid, double ask, int symbol = 0) => Show(MarketEvent.Quote(symbol, Next(), bid, 0.01, ask, 0.01));

    public void Mark(double price, int symbol = 0) => Show(MarketEvent.Mark(symbol, Next(), price));

    public void Funding(double rate, int symbol = 0) => Show(MarketEvent.Funding(symbol, Next(), rate));

    /// <summary>Lets market time pass before the next event.</summary>
    public void Wait(double seconds) => _marketSeconds += seconds;

    public async Task<JsonNode> PublicAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(Address, path), TestContext.Current.CancellationToken))!;

    /// <summary>A signed GET; <paramref name="query"/> as it is signed and sent.</summary>
    public async Task<JsonNode> GetAsync(string path, string query = "") =>
        await ReadAsync(await SendAsync(HttpMethod.Get, path, query, null));

    public async Task<JsonNode> PostAsync(string path, string body) => await ReadAsync(await SendAsync(HttpMethod.Post, path, "", body));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string query, string? body, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, "/api/v1/private/" + path + (query.Length > 0 ? "?" + query : "")));
        var time = (Time.GetUtcNow().ToUnixTimeMilliseconds() + Sandbox.Venue.State.Clock.SkewMs).ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("ApiKey", Key);
        request.Headers.Add("Request-Time", time);
        request.Headers.Add("Signature", Signature.Of(Secret, Key, time, body ?? query));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends to a path outside the exchange's.</summary>
    public async Task<JsonNode> AdminAsync(HttpMethod method, string path, string body = "") =>
        await ReadAsync(await _http.SendAsync(new HttpRequestMessage(method, new Uri(Address, path)) { Content = new StringContent(body) }, TestContext.Current.CancellationToken));

    /// <summary>Places an order and returns its id; the request's other members are in <paramref name="more"/>.</summary>
    public async Task<string> PlaceAsync(int side, decimal vol, decimal? price = null, int type = 5, int leverage = 20, string symbol = "BTC_USDT", string more = "")
    {
        var reply = await TryPlaceAsync(side, vol, price, type, leverage, symbol, more);
        reply["code"]!.GetValue<int>().ShouldBe(0, reply.ToJsonString());
        return reply["data"]!["orderId"]!.GetValue<string>();
    }

    /// <summary>Places a market order with cross margin and lets it fill at 60000 or 2000.</summary>
    public async Task CrossAsync(int side, decimal vol, int symbol = 0)
    {
        var name = Sandbox.Venue.State.Markets[symbol].Contract.Symbol;
        var reply = await PostAsync("order/create", $$"""{"symbol":"{{name}}","vol":{{vol}},"side":{{side}},"type":5,"openType":2,"leverage":20}""");
        reply["code"]!.GetValue<int>().ShouldBe(0, reply.ToJsonString());
        Quote(symbol == 0 ? 60_000 : 2000, symbol == 0 ? 60_000 : 2000, symbol);
    }

    public Task<JsonNode> TryPlaceAsync(int side, decimal vol, decimal? price = null, int type = 5, int leverage = 20, string symbol = "BTC_USDT", string more = "") => PostAsync(
        "order/create",
        string.Create(CultureInfo.InvariantCulture, $$"""{"symbol":"{{symbol}}","vol":{{vol}},"side":{{side}},"type":{{type}},"openType":1,"leverage":{{leverage}}{{(price is null ? "" : $",\"price\":{price}")}}{{more}}}"""));

    public async Task<JsonNode> OrderAsync(string id) => (await GetAsync("order/get/" + id))["data"]!;

    public async Task<JsonArray> PositionsAsync() => (await GetAsync("position/open_positions"))["data"]!.AsArray();

    public async Task<JsonNode> AssetAsync() => (await GetAsync("account/asset/USDT"))["data"]!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    private Timestamp Next() => Start.Plus(Timestamp.DurationOf(_marketSeconds += 0.5));

    private void Show(MarketEvent e) => Sandbox.Venue.Advance([e], pauses: true);
}
