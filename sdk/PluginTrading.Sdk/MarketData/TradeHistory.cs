namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// The recent trades of one symbol, kept once and read by every indicator through shared windows. Sums over any window are
/// differences of running totals held in double-double precision, so they neither drift nor depend on when they are read.
/// </summary>
public sealed class TradeHistory
{
    private readonly List<TradeWindow> _windows = [];
    private TradeCursor[] _cursors = [];
    private TradeEntry[] _ring = new TradeEntry[64];
    private long _oldest;

    internal TradeHistory()
    {
    }

    /// <summary>Trades seen so far.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// The trades between <paramref name="startSecondsAgo"/> and <paramref name="endSecondsAgo"/>: a window that moves with the clock.
    /// The same bounds return the same window. Call while setting up, before the first event.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not <c>startSecondsAgo &gt; endSecondsAgo ≥ 0</c>, or not finite.</exception>
    public TradeWindow Window(double startSecondsAgo, double endSecondsAgo = 0)
    {
        if (!(startSecondsAgo > endSecondsAgo && endSecondsAgo >= 0 && double.IsFinite(startSecondsAgo)))
            throw new ArgumentOutOfRangeException(nameof(startSecondsAgo), $"A window needs start > end ≥ 0 seconds ago, not start {startSecondsAgo} and end {endSecondsAgo}.");
        var start = Cursor(Timestamp.DurationOf(startSecondsAgo));
        var end = Cursor(Timestamp.DurationOf(endSecondsAgo));
        var window = _windows.Find(w => w.Start == start && w.End == end);
        if (window is null)
            _windows.Add(window = new TradeWindow(this, start, end));
        return window;
    }

    internal ref TradeEntry this[long index] => ref _ring[index & (_ring.Length - 1)];

    internal void Append(long time, double price, double quantity)
    {
        if (Count - _oldest == _ring.Length)
            MakeRoom();
        ref var entry = ref this[Count];
        if (Count > 0)
        {
            ref var previous = ref this[Count - 1];
            entry.PriceTime = previous.PriceTime.Plus(previous.Price * (time - previous.Time));
            entry.Volume = previous.Volume.Plus(quantity);
            entry.Turnover = previous.Turnover.Plus(price * quantity);
        }
        else
        {
            entry.PriceTime = default;
            entry.Volume = new RunningTotal(quantity, 0);
            entry.Turnover = new RunningTotal(price * quantity, 0);
        }

        entry.Time = time;
        entry.Price = price;
        Count++;
    }

    internal void Advance(long now)
    {
        foreach (var cursor in _cursors)
            cursor.Advance(this, now);
    }

    private TradeCursor Cursor(long age)
    {
        foreach (var existing in _cursors)
        {
            if (existing.Age == age)
                return existing;
        }

        var cursor = new TradeCursor(age);
        _cursors = [.. _cursors, cursor];
        return cursor;
    }

    /// <summary>Forgets what no window can reach any more; doubles the ring when that is nothing.</summary>
    private void MakeRoom()
    {
        var needed = Count - 1;
        foreach (var cursor in _cursors)
            needed = Math.Min(needed, cursor.Index - 1);
        _oldest = Math.Max(_oldest, needed);
        if (Count - _oldest < _ring.Length)
            return;

        var larger = new TradeEntry[_ring.Length * 2];
        for (var i = _oldest; i < Count; i++)
            larger[i & (larger.Length - 1)] = this[i];
        _ring = larger;
    }
}

/// <summary>One trade with the running totals up to and including it.</summary>
internal struct TradeEntry
{
    public long Time;
    public double Price;

    /// <summary>∫ price dt from the first trade to this one, quote currency × nanoseconds.</summary>
    public RunningTotal PriceTime;
    public RunningTotal Volume;
    public RunningTotal Turnover;
}
