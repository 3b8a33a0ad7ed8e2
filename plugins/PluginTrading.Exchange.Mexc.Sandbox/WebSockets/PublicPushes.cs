using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>Pushes of market data of all contracts.</summary>
internal sealed class PublicPushes
{
    private const int TickersMs = 2000;

    private readonly VenueState _state;
    private readonly SocketHub _hub;
    private readonly FrameWriter _writer = new();
    private readonly MarketStream[] _streams;
    private readonly bool[] _traded;
    private long _tickersAt;

    public PublicPushes(VenueState state, SocketHub hub)
    {
        _state = state;
        _hub = hub;
        _streams = [.. state.Markets.Select(m => new MarketStream(m, state, hub, _writer))];
        _traded = new bool[_streams.Length];
    }

    public MarketStream this[Market market] => _streams[market.Contract.Index];

    /// <summary>A settlement is in sight.</summary>
    public void Foresee(Market market, double rate, long timeMs)
    {
        if (market.Funding.Expect(rate, timeMs))
            _streams[market.Contract.Index].FundingChanged();
    }

    public void OnEvent(Market market, in MarketEvent e)
    {
        _streams[market.Contract.Index].OnEvent(e);
        _traded[market.Contract.Index] |= e.Kind == MarketEventKind.Trade;
    }

    /// <summary>Sends what is due; everything that waits when <paramref name="all"/>.</summary>
    /// <param name="nowMs">Market time, which goes on between two events.</param>
    /// <param name="all">Whether nothing may wait.</param>
    public void Flush(long nowMs, bool all)
    {
        foreach (var stream in _streams)
            stream.Flush(nowMs, all);
        if (_hub.Subscribers(PublicChannel.Tickers, 0) is not { Count: > 0 } subscribers || nowMs - _tickersAt < TickersMs)
            return;
        _tickersAt = nowMs;
        Tickers(subscribers, [.. _state.Markets.Where(m => _traded[m.Contract.Index])]);
        Array.Clear(_traded);
    }

    /// <summary>Sends a newcomer all contracts.</summary>
    public void GreetTickers(SocketSession session) => Tickers([session], [.. _state.Markets.Where(m => m.Last > 0)]);

    private void Tickers(IReadOnlyList<SocketSession> subscribers, Market[] markets)
    {
        if (markets.Length == 0)
            return;
        var json = _writer.Begin();
        json.WriteStartObject();
        json.WriteString("channel"u8, "push.tickers"u8);
        json.WriteStartArray("data"u8);
        foreach (var market in markets)
            MarketJson.WriteTickerRow(json, market);
        json.WriteEndArray();
        json.WriteNumber("ts"u8, _state.Clock.MarketMs);
        json.WriteEndObject();
        _hub.SendPublic(subscribers, _writer.End());
    }
}
