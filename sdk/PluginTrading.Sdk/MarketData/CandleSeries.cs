namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// Candles of one symbol and interval, built from trades and aligned to the Unix epoch. The first candle is that of the first trade;
/// an interval without trades repeats the last close with zero volume. Shared by everything that reads the same interval.
/// </summary>
public sealed class CandleSeries
{
    private readonly List<CandleHandler> _handlers = [];
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private double _volume;
    private long _end = long.MaxValue;

    internal CandleSeries(long intervalNanoseconds) => IntervalNanoseconds = intervalNanoseconds;

    /// <summary>Length of a candle in nanoseconds.</summary>
    public long IntervalNanoseconds { get; }

    /// <summary>Calls <paramref name="handler"/> for each candle that closes from now on, in order of subscription, before the event that closed it changes any price.</summary>
    public void Subscribe(CandleHandler handler) => _handlers.Add(handler);

    /// <summary>Closes the candles whose end has been reached.</summary>
    internal void Advance(long now)
    {
        while (now >= _end)
            CloseCandle();
    }

    internal void Add(long time, double price, double quantity)
    {
        if (_end == long.MaxValue)
        {
            var intoCandle = ((time % IntervalNanoseconds) + IntervalNanoseconds) % IntervalNanoseconds;
            _end = time - intoCandle + IntervalNanoseconds;
            _open = _high = _low = price;
        }
        else if (_volume == 0)
        {
            _open = _high = _low = price;
        }

        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _close = price;
        _volume += quantity;
    }

    private void CloseCandle()
    {
        var candle = new Candle(new Timestamp(_end - IntervalNanoseconds), new Timestamp(_end), _open, _high, _low, _close, _volume);
        foreach (var handler in _handlers)
            handler(in candle);
        _open = _high = _low = _close;
        _volume = 0;
        _end += IntervalNanoseconds;
    }
}
