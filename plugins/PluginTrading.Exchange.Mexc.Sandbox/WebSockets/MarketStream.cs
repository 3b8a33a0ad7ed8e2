using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>The pushes of one contract's market data, each kind at its cadence in market time.</summary>
internal sealed class MarketStream(Market market, VenueState state, SocketHub hub, FrameWriter writer)
{
    private const int DepthMs = 200;
    private const int DepthFullMs = 300;
    private const int TickerMs = 1000;
    private const int KlineMs = 250;
    private const int FairMs = 1000;
    private const int MostDealsPerFrame = 100;

    private readonly List<PublicDeal> _deals = [];
    private readonly DepthCursor _merged = new();
    private readonly DepthCursor _each = new();
    private readonly int _index = market.Contract.Index;
    private bool _fullIsDue;
    private bool _stepIsDue;
    private bool _tickerIsDue;
    private bool _klineIsDue;
    private bool _fairIsDue;
    private long _depthAt;
    private long _fullAt;
    private long _stepAt;
    private long _tickerAt;
    private long _klineAt;
    private long _fairAt;
    private long _klineStart;

    private long Now => state.Clock.MarketMs;

    /// <summary>Notes an event that the market has taken in; sends what goes out at once.</summary>
    public void OnEvent(in MarketEvent e)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                Trade();
                break;
            case MarketEventKind.Mark:
                Fair();
                break;
            case MarketEventKind.Funding:
                FundingRate(hub.Subscribers(PublicChannel.FundingRate, _index), e.FundingRate, Now);
                FundingChanged();
                break;
            default:
                break;
        }

        if (_each.IsBehind(market))
            Depth(PublicChannel.DepthEach, _each);
        if (e.Kind == MarketEventKind.Quote)
            _fullIsDue = _stepIsDue = true;
    }

    /// <summary>Sends what is due by the market's time; everything that waits when <paramref name="all"/>.</summary>
    /// <param name="nowMs">Market time, which goes on between two events.</param>
    /// <param name="all">Whether nothing may wait.</param>
    public void Flush(long nowMs, bool all)
    {
        Deals();
        if (_merged.IsBehind(market) && (all || nowMs - _depthAt >= DepthMs))
        {
            _depthAt = nowMs;
            Depth(PublicChannel.Depth, _merged);
        }

        if (_fullIsDue && (all || nowMs - _fullAt >= DepthFullMs))
        {
            (_fullIsDue, _fullAt) = (false, nowMs);
            DepthFull(hub.Subscribers(PublicChannel.DepthFull, _index));
        }

        if (_stepIsDue && (all || nowMs - _stepAt >= DepthMs))
        {
            (_stepIsDue, _stepAt) = (false, nowMs);
            DepthSteps();
        }

        if (_klineIsDue && (all || nowMs - _klineAt >= KlineMs))
        {
            (_klineIsDue, _klineAt) = (false, nowMs);
            Klines(0);
        }

        if (_fairIsDue && (all || nowMs - _fairAt >= FairMs))
            Fair();

        if (_tickerIsDue && (all || nowMs - _tickerAt >= TickerMs))
        {
            (_tickerIsDue, _tickerAt) = (false, nowMs);
            Ticker(hub.Subscribers(PublicChannel.Ticker, _index));
        }
    }

    /// <summary>The next settlement is another.</summary>
    public void FundingChanged() => FundingRate(hub.Subscribers(PublicChannel.FundingRate, _index), market.Funding.Rate, market.Funding.NextMs(Now));

    /// <summary>Before the first subscriber of a kind of deltas: they begin at the book as it is.</summary>
    public void Begin(PublicChannel channel)
    {
        if (hub.Subscribers(channel, _index).Count == 0)
            (channel == PublicChannel.Depth ? _merged : _each).Skip(market);
    }

    /// <summary>Sends a newcomer how things stand, for the kinds that say so.</summary>
    public void Greet(SocketSession session, PublicChannel channel, string option)
    {
        if (market.Last == 0)
            return;
        SocketSession[] one = [session];
        switch (channel)
        {
            case PublicChannel.DepthFull:
                DepthFull(one);
                break;
            case PublicChannel.DepthStep:
                DepthStep(one, option);
                break;
            case PublicChannel.Ticker:
                Ticker(one);
                break;
            case PublicChannel.Kline when market.Klines.Count > 0:
                Kline(one, option, 0);
                break;
            case PublicChannel.FundingRate:
                FundingRate(one, market.Funding.Rate, market.Funding.NextMs(Now));
                break;
            case PublicChannel.FairPrice:
                Price(one, "push.fair.price"u8);
                break;
            case PublicChannel.IndexPrice:
                Price(one, "push.index.price"u8);
                break;
            default:
                break;
        }
    }

    private void Trade()
    {
        if (hub.Subscribers(PublicChannel.DealEach, _index) is { Count: > 0 } each)
            Send(each, "push.deal"u8, market.Deals[0], static (json, deal) => WriteDeals(json, [deal]));
        if (hub.Subscribers(PublicChannel.Deal, _index).Count > 0)
        {
            _deals.Add(market.Deals[0]);
            if (_deals.Count >= MostDealsPerFrame)
                Deals();
        }

        var minute = market.Klines[0].StartSeconds;
        if (minute != _klineStart)
        {
            if (_klineIsDue && market.Klines.Count > 1)
                Klines(1);
            _klineStart = minute;
            _klineAt = 0;
        }

        _klineIsDue = _tickerIsDue = _fullIsDue = _stepIsDue = true;
        _fairIsDue |= !market.HasMarks;
    }

    private void Deals()
    {
        if (_deals.Count == 0)
            return;
        Send(hub.Subscribers(PublicChannel.Deal, _index), "push.deal"u8, _deals, static (json, deals) => WriteDeals(json, CollectionsMarshal.AsSpan(deals)));
        _deals.Clear();
    }

    private static void WriteDeals(Utf8JsonWriter json, ReadOnlySpan<PublicDeal> deals)
    {
        json.WriteStartArray();
        foreach (var deal in deals)
            MarketJson.WriteDeal(json, deal, withId: true);
        json.WriteEndArray();
    }

    private void Depth(PublicChannel channel, DepthCursor cursor)
    {
        var subscribers = hub.Subscribers(channel, _index);
        if (subscribers.Count == 0)
        {
            cursor.Skip(market);
            return;
        }

        Deals();
        cursor.Advance(market);
        Send(subscribers, "push.depth"u8, (cursor, market.TimeMs), static (json, s) =>
        {
            json.WriteStartObject();
            json.WriteNumber("cts"u8, s.TimeMs);
            MarketJson.WriteLevels(json, "asks"u8, CollectionsMarshal.AsSpan(s.cursor.Asks));
            MarketJson.WriteLevels(json, "bids"u8, CollectionsMarshal.AsSpan(s.cursor.Bids));
            json.WriteNumber("end"u8, s.cursor.End);
            json.WriteNumber("begin"u8, s.cursor.Begin);
            json.WriteNumber("version"u8, s.cursor.End);
            json.WriteEndObject();
        });
    }

    private void DepthFull(IReadOnlyList<SocketSession> subscribers)
    {
        if (subscribers.Count == 0)
            return;
        var ladder = new Ladder(market.Contract, market.Top);
        foreach (var limit in (ReadOnlySpan<int>)[5, 10, 20])
        {
            var option = MarketJson.Text(limit);
            SocketSession[] those = [.. subscribers.Where(s => s.Subscriptions.Contains((PublicChannel.DepthFull, _index, option)))];
            if (those.Length == 0)
                continue;
            Send(those, "push.depth.full"u8, (market, ladder, limit), static (json, s) =>
            {
                json.WriteStartObject();
                json.WriteNumber("cts"u8, s.market.TimeMs);
                MarketJson.WriteLevels(json, "asks"u8, s.ladder.Asks.AsSpan(0, Math.Min(s.limit, s.ladder.Asks.Length)));
                MarketJson.WriteLevels(json, "bids"u8, s.ladder.Bids.AsSpan(0, Math.Min(s.limit, s.ladder.Bids.Length)));
                json.WriteNumber("version"u8, s.market.Top.Version);
                json.WriteEndObject();
            });
        }
    }

    private void Ticker(IReadOnlyList<SocketSession> subscribers)
    {
        if (subscribers.Count > 0)
            Send(subscribers, "push.ticker"u8, market, static (json, m) => MarketJson.WriteTicker(json, m, isPush: true));
    }

    /// <param name="age">Which minute is the newest in it: 0 the open one, 1 the one that has just closed.</param>
    private void Klines(int age)
    {
        var subscribers = hub.Subscribers(PublicChannel.Kline, _index);
        if (subscribers.Count == 0)
            return;
        foreach (var (interval, those) in ByOption(PublicChannel.Kline, subscribers))
            Kline(those, interval, age);
    }

    private void DepthSteps()
    {
        var subscribers = hub.Subscribers(PublicChannel.DepthStep, _index);
        if (subscribers.Count == 0)
            return;
        foreach (var (step, those) in ByOption(PublicChannel.DepthStep, subscribers))
            DepthStep(those, step);
    }

    private void DepthStep(IReadOnlyList<SocketSession> subscribers, string step) => Send(
        subscribers, "push.depth.step"u8, (market, Step: decimal.Parse(step, CultureInfo.InvariantCulture)), static (json, s) =>
        {
            var ladder = new Ladder(s.market.Contract, s.market.Top);
            json.WriteStartObject();
            MarketJson.WriteLevels(json, "asks"u8, Ladder.Grouped(ladder.Asks, isAsk: true, s.Step));
            MarketJson.WriteLevels(json, "bids"u8, Ladder.Grouped(ladder.Bids, isAsk: false, s.Step));
            json.WriteNumber("askMarketLevelPrice"u8, s.market.Ask);
            json.WriteNumber("bidMarketLevelPrice"u8, s.market.Bid);
            json.WriteNumber("ct"u8, s.market.TimeMs);
            json.WriteNumber("version"u8, s.market.Top.Version);
            json.WriteEndObject();
        });

    /// <summary>The subscribers by what they chose: an interval, a step.</summary>
    private IEnumerable<(string Option, SocketSession[] Sessions)> ByOption(PublicChannel channel, IReadOnlyList<SocketSession> subscribers) =>
        subscribers.SelectMany(s => s.Subscriptions).Where(s => s.Channel == channel && s.Market == _index).Select(s => s.Option).Distinct().ToArray()
            .Select(option => (option, subscribers.Where(s => s.Subscriptions.Contains((channel, _index, option))).ToArray()));

    private void Kline(IReadOnlyList<SocketSession> subscribers, string interval, int age) => Send(
        subscribers, "push.kline"u8, (market, interval, age), static (json, s) =>
            MarketJson.WriteKlinePush(json, s.market, s.interval, s.market.Klines.Window(Markets.Klines.MinutesOf(s.interval)!.Value, s.age)));

    private void FundingRate(IReadOnlyList<SocketSession> subscribers, double rate, long nextMs)
    {
        if (subscribers.Count == 0)
            return;
        Send(subscribers, "push.funding.rate"u8, (market, rate, nextMs), static (json, s) =>
        {
            json.WriteStartObject();
            json.WriteString("symbol"u8, s.market.Contract.Symbol);
            json.WriteNumber("rate"u8, s.rate);
            json.WriteNumber("nextSettleTime"u8, s.nextMs);
            json.WriteEndObject();
        });
    }

    private void Fair()
    {
        (_fairIsDue, _fairAt) = (false, Now);
        Price(PublicChannel.FairPrice, "push.fair.price"u8);
        Price(PublicChannel.IndexPrice, "push.index.price"u8);
    }

    private void Price(PublicChannel channel, ReadOnlySpan<byte> name)
    {
        if (hub.Subscribers(channel, _index) is not { Count: > 0 } subscribers)
            return;
        Deals();
        Price(subscribers, name);
    }

    private void Price(IReadOnlyList<SocketSession> subscribers, ReadOnlySpan<byte> name) => Send(subscribers, name, market, static (json, m) =>
    {
        json.WriteStartObject();
        json.WriteString("symbol"u8, m.Contract.Symbol);
        json.WriteNumber("price"u8, m.Fair);
        json.WriteEndObject();
    });

    private void Send<T>(IReadOnlyList<SocketSession> subscribers, ReadOnlySpan<byte> channel, T value, Action<Utf8JsonWriter, T> data)
    {
        var json = writer.Begin();
        json.WriteStartObject();
        json.WriteString("symbol"u8, market.Contract.Symbol);
        json.WritePropertyName("data"u8);
        data(json, value);
        json.WriteString("channel"u8, channel);
        json.WriteNumber("ts"u8, Now);
        json.WriteEndObject();
        hub.SendPublic(subscribers, writer.End());
    }
}
