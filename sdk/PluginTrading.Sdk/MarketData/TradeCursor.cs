namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// A boundary that follows the clock at a fixed distance, shared by all windows that begin or end there. It moves when it is asked
/// where it is, so windows that nobody reads cost nothing.
/// </summary>
internal sealed class TradeCursor
{
    private readonly TradeHistory _history;
    private long _index;
    private long _advancedAt = long.MinValue;

    /// <summary>A cursor that starts behind the oldest trade that is still kept.</summary>
    public TradeCursor(TradeHistory history, long age)
    {
        _history = history;
        _index = First = history.Oldest;
        Age = age;
    }

    /// <summary>Distance behind the clock, nanoseconds.</summary>
    public long Age { get; }

    /// <summary>Index of the oldest trade known when the cursor was made; 0 when it was made before the first trade.</summary>
    public long First { get; }

    /// <summary>The boundary's time, nanoseconds since the Unix epoch.</summary>
    public long Time => _history.Now - Age;

    /// <summary>How many trades have a time at or before the boundary: the index of the first one after it. Never under <see cref="First"/>.</summary>
    /// <remarks>A trade at the clock's time lies after every boundary behind the clock, so the index moves with the clock only.</remarks>
    public long Index
    {
        get
        {
            if (_advancedAt != _history.Now)
                Advance();
            return _index;
        }
    }

    private void Advance()
    {
        _advancedAt = _history.Now;
        _index = _history.IndexAfter(checked(_advancedAt - Age), _index);
    }
}
