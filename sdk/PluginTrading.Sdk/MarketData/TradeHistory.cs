using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// The recent trades of one symbol, kept once and read by every indicator through shared windows. Sums over any window are
/// differences of running totals held in double-double precision, so they neither drift nor depend on when they are read.
/// </summary>
public sealed class TradeHistory
{
    private const int SmallestRing = 64;

    private readonly List<TradeWindow> _windows = [];
    private TradeCursor[] _cursors = [];
    private readonly RunningTotals<PriceTime> _priceTime = new(SmallestRing);
    private readonly RunningTotals<TradedVolume> _volume = new(SmallestRing);
    private readonly RunningTotals<TradedTurnover> _turnover = new(SmallestRing);
    private TradeEntry[] _ring = new TradeEntry[SmallestRing];

    internal TradeHistory()
    {
    }

    /// <summary>Trades seen so far.</summary>
    public long Count { get; private set; }

    /// <summary>Time of the event being handled, nanoseconds since the Unix epoch.</summary>
    internal long Now { get; private set; }

    /// <summary>Index of the oldest trade that is still kept.</summary>
    internal long Oldest { get; private set; }

    /// <summary>
    /// The trades between <paramref name="startSecondsAgo"/> and <paramref name="endSecondsAgo"/>: a window that moves with the clock.
    /// The same bounds, rounded to nanoseconds, return the same window. Call while setting up; a window asked for later starts from the trades that are still kept.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not <c>startSecondsAgo &gt; endSecondsAgo ≥ 0</c> by a nanosecond or more, or beyond 100 years.</exception>
    public TradeWindow Window(double startSecondsAgo, double endSecondsAgo = 0)
    {
        if (!(startSecondsAgo > endSecondsAgo && endSecondsAgo >= 0 && startSecondsAgo <= 100 * 366 * 86_400.0)
            || Timestamp.DurationOf(startSecondsAgo) == Timestamp.DurationOf(endSecondsAgo))
        {
            throw new ArgumentOutOfRangeException(
                nameof(startSecondsAgo), $"A window needs 100 years ≥ start > end ≥ 0 seconds ago, a nanosecond apart or more, not start {startSecondsAgo} and end {endSecondsAgo}.");
        }

        var start = Cursor(Timestamp.DurationOf(startSecondsAgo));
        var end = Cursor(Timestamp.DurationOf(endSecondsAgo));
        var window = _windows.Find(w => w.Start == start && w.End == end);
        if (window is null)
            _windows.Add(window = new TradeWindow(this, start, end));
        return window;
    }

    /// <summary>A kept trade: <see cref="Oldest"/> ≤ <paramref name="index"/> &lt; <see cref="Count"/>.</summary>
    /// <remarks>The mask keeps the position inside the ring, so the bounds check of the array, which the compiler cannot see to be needless, is left out.</remarks>
    internal ref TradeEntry this[long index] =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ring), (nint)(index & (_ring.Length - 1)));

    /// <summary>∫ price dt from the first trade to a kept one, quote currency × nanoseconds.</summary>
    internal ref readonly RunningTotal PriceTime(long index) => ref _priceTime.At(this, index);

    /// <summary>Σ quantity up to and including a kept trade, base asset.</summary>
    internal ref readonly RunningTotal Volume(long index) => ref _volume.At(this, index);

    /// <summary>Σ price × quantity up to and including a kept trade, quote currency.</summary>
    internal ref readonly RunningTotal Turnover(long index) => ref _turnover.At(this, index);

    /// <summary>Index of the first trade after <paramref name="time"/>, looking from the trade at <paramref name="index"/> on.</summary>
    internal long IndexAfter(long time, long index)
    {
        ref var ring = ref MemoryMarshal.GetArrayDataReference(_ring);
        var mask = (long)(_ring.Length - 1);
        var count = Count;
        while (index < count && Unsafe.Add(ref ring, (nint)(index & mask)).Time <= time)
            index++;
        return index;
    }

    /// <summary>Moves the clock.</summary>
    internal void MoveTo(long now) => Now = now;

    /// <summary>Adds a trade at <see cref="Now"/>.</summary>
    internal void Append(double price, double quantity)
    {
        if (Count - Oldest == _ring.Length)
            MakeRoom();
        this[Count] = new TradeEntry { Time = Now, Price = price, Quantity = quantity };
        Count++;
    }

    private TradeCursor Cursor(long age)
    {
        foreach (var existing in _cursors)
        {
            if (existing.Age == age)
                return existing;
        }

        var cursor = new TradeCursor(this, age);
        _cursors = [.. _cursors, cursor];
        return cursor;
    }

    /// <summary>Forgets what no window can reach any more; doubles the ring when that leaves it more than three quarters full.</summary>
    private void MakeRoom()
    {
        _priceTime.CatchUp(this);
        _volume.CatchUp(this);
        _turnover.CatchUp(this);
        var needed = Count - 1;
        foreach (var cursor in _cursors)
            needed = Math.Min(needed, cursor.Index - 1);
        Oldest = Math.Max(Oldest, needed);
        if (Count - Oldest <= _ring.Length / 4 * 3)
            return;

        var larger = new TradeEntry[checked(_ring.Length * 2)];
        for (var i = Oldest; i < Count; i++)
            larger[i & (larger.Length - 1)] = this[i];
        _ring = larger;
        _priceTime.Grow(larger.Length, Oldest);
        _volume.Grow(larger.Length, Oldest);
        _turnover.Grow(larger.Length, Oldest);
    }
}

/// <summary>One trade.</summary>
internal struct TradeEntry
{
    public long Time;
    public double Price;
    public double Quantity;
}
