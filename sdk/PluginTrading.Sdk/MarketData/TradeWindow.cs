namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// The part of a symbol's trade history between two distances behind the clock. Every figure is as of the event being handled;
/// reading costs O(1) amortised and allocates nothing once warm.
/// </summary>
/// <remarks>A window asked for after the first trade starts from the trades kept by then; until it is ready, its sums are NaN too.</remarks>
public sealed class TradeWindow
{
    private readonly TradeHistory _history;
    private readonly double _length;
    private readonly PriceExtreme _max = new(1);
    private readonly PriceExtreme _min = new(-1);

    internal TradeWindow(TradeHistory history, TradeCursor start, TradeCursor end)
    {
        _history = history;
        Start = start;
        End = end;
        _length = start.Age - end.Age;
    }

    /// <summary>Whether the first trade is at least as old as the window's start. Until then every price below is NaN.</summary>
    public bool IsReady => Start.Index > Start.First;

    /// <summary>Number of trades in (start, end].</summary>
    public long TradeCount => EndIndex - Start.Index;

    /// <summary>Price of the last trade at or before the window's start; NaN while not ready.</summary>
    public double PriceAtStart => Start.Index is var index && index > Start.First ? _history[index - 1].Price : double.NaN;

    /// <summary>Price of the last trade at or before the window's end; NaN before there is one.</summary>
    public double PriceAtEnd => EndIndex is var index && index > End.First ? _history[index - 1].Price : double.NaN;

    /// <summary>Traded quantity in (start, end], base asset.</summary>
    public double Volume
    {
        get
        {
            var start = Start.Index;
            var end = EndIndex;
            if (start > Start.First)
                return end == start ? 0 : _history.Volume(end - 1).Minus(in _history.Volume(start - 1));
            return Start.First > 0 ? double.NaN : end == 0 ? 0 : _history.Volume(end - 1).Minus(default);
        }
    }

    /// <summary>Σ price × quantity in (start, end], quote currency.</summary>
    public double Turnover
    {
        get
        {
            var start = Start.Index;
            var end = EndIndex;
            if (start > Start.First)
                return end == start ? 0 : _history.Turnover(end - 1).Minus(in _history.Turnover(start - 1));
            return Start.First > 0 ? double.NaN : end == 0 ? 0 : _history.Turnover(end - 1).Minus(default);
        }
    }

    /// <summary>Mean price over [start, end], each price weighing as long as it was the last one; NaN while not ready.</summary>
    public double TimeWeightedPrice
    {
        get
        {
            var start = Start.Index;
            var end = EndIndex;
            if (start <= Start.First)
                return double.NaN;
            var priceAtStart = _history[start - 1].Price;
            if (start == end)
                return priceAtStart;
            ref var first = ref _history[start];
            ref var last = ref _history[end - 1];
            var area = (priceAtStart * (first.Time - Start.Time)) + _history.PriceTime(end - 1).Minus(in _history.PriceTime(start)) + (last.Price * (End.Time - last.Time));
            return area / _length;
        }
    }

    /// <summary>Highest of the trade prices in (start, end] and <see cref="PriceAtStart"/>; NaN while not ready.</summary>
    public double MaxPrice => IsReady ? Math.Max(PriceAtStart, _max.Of(_history, Start.Index, EndIndex)) : double.NaN;

    /// <summary>Lowest of the trade prices in (start, end] and <see cref="PriceAtStart"/>; NaN while not ready.</summary>
    public double MinPrice => IsReady ? Math.Min(PriceAtStart, _min.Of(_history, Start.Index, EndIndex)) : double.NaN;

    internal TradeCursor Start { get; }

    internal TradeCursor End { get; }

    /// <summary>Index of the first trade after the window's end; a window that ends now has none.</summary>
    private long EndIndex => End.Age == 0 ? _history.Count : End.Index;
}
