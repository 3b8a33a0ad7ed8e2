using PluginTrading.Data.Recording;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Collect;

/// <summary>Knows where each symbol's events ended when the stream broke, and so what is missing once they go on.</summary>
internal sealed class GapBook(IReadOnlyList<Instrument> instruments)
{
    private const int Kinds = 4;

    private readonly Timestamp?[] _last = new Timestamp?[instruments.Count * Kinds];
    private readonly (Timestamp From, string Cause)?[] _open = new (Timestamp, string)?[instruments.Count * Kinds];
    private readonly Timestamp?[] _firstTrade = new Timestamp?[instruments.Count];
    private readonly bool[] _hasUnknownSides = new bool[instruments.Count];

    /// <summary>What an earlier recording ended with.</summary>
    public void Know(int symbolIndex, MarketEventKind kind, Timestamp? time) => _last[Place(symbolIndex, kind)] = time;

    /// <summary>Time of each symbol's last trade.</summary>
    public IReadOnlyList<Timestamp?> LastTrades() => [.. Enumerable.Range(0, instruments.Count).Select(i => _last[Place(i, MarketEventKind.Trade)])];

    /// <summary>The stream goes on after a break. Quotes and marks between are lost; trades may be fetched.</summary>
    public void Connected(string cause)
    {
        for (var i = 0; i < instruments.Count; i++)
        {
            _firstTrade[i] = null;
            foreach (var kind in (ReadOnlySpan<MarketEventKind>)[MarketEventKind.Mark, MarketEventKind.Quote])
            {
                if (_last[Place(i, kind)] is { } last)
                    _open[Place(i, kind)] ??= (last, cause);
            }
        }
    }

    /// <summary>An event came live; returns the gap that it ends.</summary>
    public RecordingGap? Heard(in MarketEvent e)
    {
        var place = Place(e.SymbolIndex, e.Kind);
        if (e.Kind == MarketEventKind.Trade)
        {
            _firstTrade[e.SymbolIndex] ??= e.Time;
            _hasUnknownSides[e.SymbolIndex] |= e.TakerSide == TakerSide.Unknown;
        }

        if (_last[place] is not { } last || e.Time > last)
            _last[place] = e.Time;
        if (_open[place] is not { } open)
            return null;
        _open[place] = null;
        return Gap(e.SymbolIndex, e.Kind, open.From, e.Time, open.Cause);
    }

    /// <summary>
    /// Missed trades were asked for: returns those that are the exchange's own, and the gap that remains. What it has only made up from klines is
    /// no recording; such trades have no taker side, where the exchange's own have one. Nothing is missing only when its own trades reach back to the last
    /// that was recorded.
    /// </summary>
    public (IReadOnlyList<MarketEvent> Own, RecordingGap? Gap) Fetched(TradesFetched fetched)
    {
        var index = fetched.SymbolIndex;
        IReadOnlyList<MarketEvent> all = fetched.Trades ?? [];
        IReadOnlyList<MarketEvent> own = _hasUnknownSides[index] ? all : [.. all.Where(t => t.TakerSide != TakerSide.Unknown)];
        if (own.Any(t => t.Time <= fetched.After))
            return (own, null);
        var known = own.Where(t => t.Time > fetched.After).Select(t => (Timestamp?)t.Time).Append(_firstTrade[index]).Min();
        if (known is { } until)
            return (own, Gap(index, MarketEventKind.Trade, fetched.After, until, fetched.Cause));
        _open[Place(index, MarketEventKind.Trade)] ??= (fetched.After, fetched.Cause);
        return (own, null);
    }

    private static int Place(int symbolIndex, MarketEventKind kind) => (symbolIndex * Kinds) + (int)kind;

    private RecordingGap? Gap(int symbolIndex, MarketEventKind kind, Timestamp from, Timestamp to, string cause) => to <= from
        ? null
        : new RecordingGap { Symbol = instruments[symbolIndex].Symbol, Kind = kind, From = from, To = to, Cause = cause };
}
