using PluginTrading.Data.Recording;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Collect;

/// <summary>Knows where each symbol's events ended when the stream broke, and so what is missing once they go on.</summary>
internal sealed class GapBook(IReadOnlyList<Instrument> instruments)
{
    private const int Kinds = 4;

    /// <summary>Further back than events of a connection overtake each other by.</summary>
    private const long FarBack = 60 * Timestamp.PerSecond;

    private readonly Timestamp?[] _last = new Timestamp?[instruments.Count * Kinds];
    private readonly (Timestamp From, string Cause)?[] _open = new (Timestamp, string)?[instruments.Count * Kinds];
    private readonly Timestamp?[] _firstTrade = new Timestamp?[instruments.Count];
    private readonly bool[] _hasUnknownSides = new bool[instruments.Count];
    private readonly HashSet<(int SymbolIndex, Timestamp From)> _asked = [];
    private readonly Dictionary<(int SymbolIndex, Timestamp From), RecordingGap> _unanswered = [];

    /// <summary>What an earlier recording ended with.</summary>
    public void Know(int symbolIndex, MarketEventKind kind, Timestamp? time) => _last[Place(symbolIndex, kind)] = time;

    /// <summary>Time of each symbol's last trade.</summary>
    public IReadOnlyList<Timestamp?> LastTrades() => [.. Enumerable.Range(0, instruments.Count).Select(i => _last[Place(i, MarketEventKind.Trade)])];

    /// <summary>Gaps of trades that have been asked for and not been told of yet.</summary>
    public IReadOnlyCollection<RecordingGap> Unanswered => _unanswered.Values;

    /// <summary>The stream goes on after a break. Quotes and marks between are lost; trades are asked for.</summary>
    public void Connected(string cause)
    {
        for (var i = 0; i < instruments.Count; i++)
        {
            _firstTrade[i] = null;
            foreach (var kind in (ReadOnlySpan<MarketEventKind>)[MarketEventKind.Mark, MarketEventKind.Quote, MarketEventKind.Trade])
            {
                if (_last[Place(i, kind)] is { } last)
                    _open[Place(i, kind)] ??= (last, cause);
            }

            if (_last[Place(i, MarketEventKind.Trade)] is { } after)
                _asked.Add((i, after));
        }
    }

    /// <summary>
    /// Whether a market's time has gone far back, as when its clock was set or another market goes on in the same data set; what is missing counts from
    /// there on.
    /// </summary>
    /// <returns>Where it was; <see langword="null"/> when it has not.</returns>
    public Timestamp? WentBack(in MarketEvent e)
    {
        var place = Place(e.SymbolIndex, e.Kind);
        if (_last[place] is not { } last || e.Time.Nanoseconds >= last.Nanoseconds - FarBack)
            return null;
        _last[place] = e.Time;
        _open[place] = null;
        return last;
    }

    /// <summary>An event came live; returns the gap that it ends, which stands for trades until <see cref="Fetched"/> says otherwise.</summary>
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
        // One from before the break is late, not the end of it.
        if (_open[place] is not { } open || e.Time < open.From)
            return null;
        _open[place] = null;
        var gap = Gap(e.SymbolIndex, e.Kind, open.From, e.Time, open.Cause);
        if (gap is not null && IsAsked(gap))
            _unanswered[(e.SymbolIndex, gap.From)] = gap;
        return gap;
    }

    /// <summary>Whether the answer to what was asked for may still fill a gap.</summary>
    public bool IsAsked(RecordingGap gap) => gap.Kind == MarketEventKind.Trade && _asked.Any(a => a.From == gap.From && instruments[a.SymbolIndex].Symbol == gap.Symbol);

    /// <summary>
    /// Missed trades were asked for: returns those that are the exchange's own, the gap that remains, and the one that was taken to be there. What it has
    /// only made up from klines is no recording; such trades have no taker side, where the exchange's own have one. Nothing is missing only when its own
    /// trades reach back to the last that was recorded.
    /// </summary>
    public (IReadOnlyList<MarketEvent> Own, RecordingGap? Gap, RecordingGap? Filled) Fetched(TradesFetched fetched)
    {
        var index = fetched.SymbolIndex;
        _asked.Remove((index, fetched.After));
        _unanswered.Remove((index, fetched.After), out var noted);
        IReadOnlyList<MarketEvent> all = fetched.Trades ?? [];
        IReadOnlyList<MarketEvent> own = _hasUnknownSides[index] ? all : [.. all.Where(t => t.TakerSide != TakerSide.Unknown)];
        ref var open = ref _open[Place(index, MarketEventKind.Trade)];
        var isOpen = open is { } broken && broken.From == fetched.After;
        if (own.Any(t => t.Time <= fetched.After))
        {
            if (isOpen)
                open = null;
            return (own, null, noted);
        }

        var known = own.Select(t => (Timestamp?)t.Time).Append(_firstTrade[index]).Min();
        if (known is { } until)
        {
            if (isOpen)
                open = null;
            var gap = Gap(index, MarketEventKind.Trade, fetched.After, until, fetched.Cause);
            return (own, gap, noted == gap ? null : noted);
        }

        open ??= (fetched.After, fetched.Cause);
        return (own, null, noted);
    }

    private static int Place(int symbolIndex, MarketEventKind kind) => (symbolIndex * Kinds) + (int)kind;

    private RecordingGap? Gap(int symbolIndex, MarketEventKind kind, Timestamp from, Timestamp to, string cause) => to <= from
        ? null
        : new RecordingGap { Symbol = instruments[symbolIndex].Symbol, Kind = kind, From = from, To = to, Cause = cause };
}
