using System.Globalization;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>The public endpoints.</summary>
internal sealed class MarketEndpoints(VenueState state)
{
    private const string Root = "/api/v1/contract/";

    public IReadOnlyList<Route> Routes =>
    [
        Get("ping", Limits.Usual, Ping),
        Get("detail", Limits.Half, Detail),
        Get("detail/country", Limits.Half, Detail),
        Get("support_currencies", Limits.Usual, Currencies),
        Get("depth/{symbol}", Limits.Half, Depth),
        Get("depth_commits/{symbol}/{limit}", Limits.Usual, Commits),
        Get("index_price/{symbol}", Limits.Usual, (r, json) => Price(r, json, "indexPrice")),
        Get("fair_price/{symbol}", Limits.Usual, (r, json) => Price(r, json, "fairPrice")),
        Get("funding_rate", Limits.Usual, FundingRates),
        Get("funding_rate/history", Limits.Usual, FundingHistory),
        Get("funding_rate/{symbol}", Limits.Usual, FundingRate),
        Get("kline/{symbol}", Limits.Usual, (r, json) => Kline(r, json, m => m.Klines)),
        Get("kline/index_price/{symbol}", Limits.Usual, (r, json) => Kline(r, json, m => m.FairKlines)),
        Get("kline/fair_price/{symbol}", Limits.Usual, (r, json) => Kline(r, json, m => m.FairKlines)),
        Get("deals/{symbol}", Limits.Usual, Deals),
        Get("ticker", Limits.Half, Ticker),
        Get("risk_reverse", Limits.Usual, static (_, json) => Empty(json)),
        Get("risk_reverse/history", Limits.Usual, Envelope.EmptyPage),
    ];

    private static Route Get(string path, RateLimit limit, Endpoint endpoint) => new("GET", Root + path, limit, endpoint);

    private int Ping(RestRequest request, Utf8JsonWriter json)
    {
        json.WriteNumberValue(state.Clock.WallMs);
        return 0;
    }

    private int Detail(RestRequest request, Utf8JsonWriter json)
    {
        if (request.Query.Text("symbol") is not { } symbol)
        {
            Envelope.WriteArray(json, state.Markets, static (j, m) => ContractJson.Write(j, m.Contract));
            return 0;
        }

        if (state.MarketOf(symbol) is not { } market)
            return 1001;
        ContractJson.Write(json, market.Contract);
        return 0;
    }

    private int Currencies(RestRequest request, Utf8JsonWriter json)
    {
        Envelope.WriteArray(json, state.Markets.Select(m => m.Contract.Instrument.Quote).Distinct(), static (j, c) => j.WriteStringValue(c));
        return 0;
    }

    private int Depth(RestRequest request, Utf8JsonWriter json)
    {
        if (MarketOf(request) is not { } market)
            return 1001;
        var limit = (int)Math.Clamp(request.Query.Long("limit") ?? 1000, 1, 1500);
        if (request.Query.IsMalformed)
            return 600;
        var ladder = new Ladder(market.Contract, market.Top);
        json.WriteStartObject();
        MarketJson.WriteLevels(json, "asks"u8, ladder.Asks.AsSpan(0, Math.Min(limit, ladder.Asks.Length)));
        MarketJson.WriteLevels(json, "bids"u8, ladder.Bids.AsSpan(0, Math.Min(limit, ladder.Bids.Length)));
        json.WriteNumber("version"u8, market.Top.Version);
        json.WriteNumber("timestamp"u8, market.TimeMs);
        json.WriteNumber("cts"u8, market.Top.TimeMs);
        json.WriteEndObject();
        return 0;
    }

    private int Commits(RestRequest request, Utf8JsonWriter json)
    {
        if (MarketOf(request) is not { } market)
            return 1001;
        if (!int.TryParse(request.PathValues[1], NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            return 600;
        List<Level> asks = [], bids = [];
        json.WriteStartArray();
        for (var age = 0; age < Math.Min(limit, market.Commits.Count); age++)
        {
            var after = new Ladder(market.Contract, market.Commits[age]);
            var before = new Ladder(market.Contract, age + 1 < market.Commits.Count ? market.Commits[age + 1] : default);
            Ladder.Difference(before.Asks, after.Asks, isAsk: true, asks);
            Ladder.Difference(before.Bids, after.Bids, isAsk: false, bids);
            json.WriteStartObject();
            MarketJson.WriteLevels(json, "asks"u8, asks.ToArray());
            MarketJson.WriteLevels(json, "bids"u8, bids.ToArray());
            json.WriteNumber("version"u8, market.Commits[age].Version);
            json.WriteNumber("cts"u8, market.Commits[age].TimeMs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return 0;
    }

    private int Price(RestRequest request, Utf8JsonWriter json, string name)
    {
        if (MarketOf(request) is not { } market)
            return 1001;
        json.WriteStartObject();
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WriteNumber(name, market.Fair);
        json.WriteNumber("timestamp"u8, market.TimeMs);
        json.WriteEndObject();
        return 0;
    }

    private int FundingRates(RestRequest request, Utf8JsonWriter json)
    {
        Envelope.WriteArray(json, state.Markets, (j, m) => MarketJson.WriteFunding(j, m, state.Clock.MarketMs));
        return 0;
    }

    private int FundingRate(RestRequest request, Utf8JsonWriter json)
    {
        if (MarketOf(request) is not { } market)
            return 1001;
        MarketJson.WriteFunding(json, market, state.Clock.MarketMs);
        return 0;
    }

    private int FundingHistory(RestRequest request, Utf8JsonWriter json)
    {
        if (state.MarketOf(request.Query.Text("symbol")) is not { } market)
            return 1001;
        var history = market.Funding.History;
        Envelope.WritePage(json, request, Enumerable.Range(0, history.Count).Select(age => history[age]), 1000, (j, s) =>
        {
            j.WriteStartObject();
            j.WriteString("symbol"u8, market.Contract.Symbol);
            j.WriteNumber("fundingRate"u8, s.Rate);
            j.WriteNumber("settleTime"u8, s.TimeMs);
            j.WriteNumber("collectCycle"u8, s.CycleHours);
            j.WriteEndObject();
        });
        return request.Query.IsMalformed ? 600 : 0;
    }

    private int Kline(RestRequest request, Utf8JsonWriter json, Func<Market, Klines> klines)
    {
        if (MarketOf(request) is not { } market)
            return 1001;
        var minutes = Klines.MinutesOf(request.Query.Text("interval") ?? "Min1");
        var from = request.Query.Long("start") ?? 0;
        var to = request.Query.Long("end") ?? long.MaxValue;
        if (minutes is null || request.Query.IsMalformed)
            return 600;
        MarketJson.WriteKlineColumns(json, klines(market).Merged(minutes.Value, from, to));
        return 0;
    }

    private int Deals(RestRequest request, Utf8JsonWriter json)
    {
        if (MarketOf(request) is not { } market)
            return 1001;
        var limit = (int)Math.Clamp(request.Query.Long("limit") ?? 100, 1, 100);
        if (request.Query.IsMalformed)
            return 600;
        Envelope.WriteArray(json, Enumerable.Range(0, Math.Min(limit, market.Deals.Count)), (j, age) => MarketJson.WriteDeal(j, market.Deals[age], withId: false));
        return 0;
    }

    private int Ticker(RestRequest request, Utf8JsonWriter json)
    {
        if (request.Query.Text("symbol") is not { } symbol)
        {
            Envelope.WriteArray(json, state.Markets, static (j, m) => MarketJson.WriteTicker(j, m, isPush: false));
            return 0;
        }

        if (state.MarketOf(symbol) is not { } market)
            return 1001;
        MarketJson.WriteTicker(json, market, isPush: false);
        return 0;
    }

    private static int Empty(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
        return 0;
    }

    private Market? MarketOf(RestRequest request) => state.MarketOf(request.PathValues[0]);
}
