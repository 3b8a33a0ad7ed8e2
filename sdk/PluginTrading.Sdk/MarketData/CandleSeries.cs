namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// Candles of one symbol and interval, built from trades and aligned to the Unix epoch. The first candle is that of the first trade;
/// an interval without trades repeats the last close with zero volume. Shared by everything that reads the same interval.
/// </summary>
public sealed class CandleSeries
{
    private CandleHandler[] _handlers = [];
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private double _volume;
    private bool _hasTraded;

    internal CandleSeries(long intervalNanoseconds) => IntervalNanoseconds = intervalNanoseconds;

    /// <summary>Length of a candle in nanoseconds.</summary>
    public long IntervalNanoseconds { get; }

    /// <summary>End of the open candle, nanoseconds since the Unix epoch; the largest number before the first trade.</summary>
    internal long End { get; private set; } = long.MaxValue;

    internal bool HasStarted => End != long.MaxValue;

    /// <summary>Calls <paramref name="handler"/> for each candle that closes from now on, in order of subscription, before the event that closed it changes any price.</summary>
    public void Subscribe(CandleHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handlers = [.. _handlers, handler];
    }

    /// <summary>Closes the candles whose end has been reached.</summary>
    internal void Advance(long now)
    {
        while (now >= End)
            CloseCandle();
    }

    /// <summary>Takes a trade into the open candle; candles that ended at or before it have been closed.</summary>
    internal void Add(long time, double price, double quantity)
    {
        if (!_hasTraded)
            Open(time, price);
        if (price > _high)
            _high = price;
        if (price < _low)
            _low = price;
        _close = price;
        _volume += quantity;
    }

    private void Open(long time, double price)
    {
        if (!HasStarted)
        {
            var intoCandle = ((time % IntervalNanoseconds) + IntervalNanoseconds) % IntervalNanoseconds;
            End = checked(time - intoCandle + IntervalNanoseconds);
        }

        _open = _high = _low = price;
        _hasTraded = true;
    }

    private void CloseCandle()
    {
        var candle = new Candle(new Timestamp(End - IntervalNanoseconds), new Timestamp(End), _open, _high, _low, _close, _volume);
        _open = _high = _low = _close;
        _volume = 0;
        _hasTraded = false;
        End = checked(End + IntervalNanoseconds);
        foreach (var handler in _handlers)
            handler(in candle);
    }
}
