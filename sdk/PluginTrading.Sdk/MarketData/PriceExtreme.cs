namespace PluginTrading.Sdk.MarketData;

/// <summary>Highest (sign +1) or lowest (sign −1) trade price of a moving window: a queue of the trades that can still become the extreme.</summary>
internal sealed class PriceExtreme(int sign)
{
    private (long Index, double SignedPrice)[] _candidates = new (long, double)[16];
    private int _head;
    private int _size;
    private long _seen;

    /// <summary>The extreme over the trades from <paramref name="start"/> up to, not including, <paramref name="end"/>; −∞ × sign when there are none.</summary>
    /// <remarks>Neither bound may go back between calls. Any number of events may lie between them.</remarks>
    public double Of(TradeHistory history, long start, long end)
    {
        while (_size > 0 && _candidates[_head].Index < start)
            DropFirst();
        for (_seen = Math.Max(_seen, start); _seen < end; _seen++)
            Push(_seen, history[_seen].Price * sign);
        return (_size > 0 ? _candidates[_head].SignedPrice : double.NegativeInfinity) * sign;
    }

    private void DropFirst()
    {
        _head = (_head + 1) & (_candidates.Length - 1);
        _size--;
    }

    private void Push(long index, double signedPrice)
    {
        while (_size > 0 && _candidates[Slot(_size - 1)].SignedPrice <= signedPrice)
            _size--;
        if (_size == _candidates.Length)
            Grow();
        _candidates[Slot(_size++)] = (index, signedPrice);
    }

    private void Grow()
    {
        var larger = new (long, double)[checked(_candidates.Length * 2)];
        for (var i = 0; i < _size; i++)
            larger[i] = _candidates[Slot(i)];
        _candidates = larger;
        _head = 0;
    }

    private int Slot(int position) => (_head + position) & (_candidates.Length - 1);
}
