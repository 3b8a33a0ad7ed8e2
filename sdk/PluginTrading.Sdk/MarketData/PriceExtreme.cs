namespace PluginTrading.Sdk.MarketData;

/// <summary>Highest (sign +1) or lowest (sign −1) trade price of a moving window: a queue of the trades that can still become the extreme.</summary>
internal sealed class PriceExtreme(int sign)
{
    private long[] _candidates = new long[16];
    private int _head;
    private int _size;
    private long _seen;

    /// <summary>The extreme over the window's trades; −∞ × sign when it holds none.</summary>
    public double Of(TradeHistory history, TradeWindow window)
    {
        var start = window.Start.Index;
        var end = window.End.Index;
        while (_size > 0 && _candidates[_head] < start)
            DropFirst();
        for (_seen = Math.Max(_seen, start); _seen < end; _seen++)
            Push(history, _seen);
        return _size > 0 ? history[_candidates[_head]].Price : double.NegativeInfinity * sign;
    }

    private void DropFirst()
    {
        _head = (_head + 1) & (_candidates.Length - 1);
        _size--;
    }

    private void Push(TradeHistory history, long index)
    {
        var price = history[index].Price * sign;
        while (_size > 0 && history[_candidates[Slot(_size - 1)]].Price * sign <= price)
            _size--;
        if (_size == _candidates.Length)
            Grow();
        _candidates[Slot(_size++)] = index;
    }

    private void Grow()
    {
        var larger = new long[_candidates.Length * 2];
        for (var i = 0; i < _size; i++)
            larger[i] = _candidates[Slot(i)];
        _candidates = larger;
        _head = 0;
    }

    private int Slot(int position) => (_head + position) & (_candidates.Length - 1);
}
