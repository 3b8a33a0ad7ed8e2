using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>How far one stream of depth deltas has come.</summary>
internal sealed class DepthCursor
{
    private Ladder? _sent;
    private Top _sentTop;

    public List<Level> Asks { get; } = [];

    public List<Level> Bids { get; } = [];

    /// <summary>First version of the delta.</summary>
    public long Begin { get; private set; }

    /// <summary>Last version of the delta.</summary>
    public long End => _sentTop.Version;

    public bool IsBehind(Market market) => _sentTop.Version != market.Top.Version;

    /// <summary>Goes to the book as it is without a delta.</summary>
    public void Skip(Market market)
    {
        _sent = null;
        _sentTop = market.Top;
    }

    /// <summary>Makes the delta from what was sent last to the book as it is.</summary>
    public void Advance(Market market)
    {
        var before = _sent ?? new Ladder(market.Contract, _sentTop);
        var after = new Ladder(market.Contract, market.Top);
        Ladder.Difference(before.Asks, after.Asks, isAsk: true, Asks);
        Ladder.Difference(before.Bids, after.Bids, isAsk: false, Bids);
        Begin = _sentTop.Version == 0 ? market.Top.Version : _sentTop.Version + 1;
        _sent = after;
        _sentTop = market.Top;
    }
}
