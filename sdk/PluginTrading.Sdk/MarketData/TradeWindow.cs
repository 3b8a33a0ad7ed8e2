namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// The part of a symbol's trade history between two distances behind the clock. Every figure is as of the event being handled;
/// reading costs O(1), for the extremes O(1) amortised, and allocates nothing.
/// </summary>
public sealed class TradeWindow
{
    private readonly TradeHistory _history;
    private readonly PriceExtreme _max = new(1);
    private readonly PriceExtreme _min = new(-1);

    internal TradeWindow(TradeHistory history, TradeCursor start, TradeCursor end)
    {
        _history = history;
        Start = start;
        End = end;
    }

    /// <summary>Whether the first trade is at least as old as the window's start. Until then every price below is NaN.</summary>
    public bool IsReady => Start.Index > 0;

    /// <summary>Number of trades in (start, end].</summary>
    public long TradeCount => End.Index - Start.Index;

    /// <summary>Price of the last trade at or before the window's start; NaN while not ready.</summary>
    public double PriceAtStart => Start.Index > 0 ? _history[Start.Index - 1].Price : double.NaN;

    /// <summary>Price of the last trade at or before the window's end; NaN before the first trade.</summary>
    public double PriceAtEnd => End.Index > 0 ? _history[End.Index - 1].Price : double.NaN;

    /// <summary>Traded quantity in (start, end], base asset.</summary>
    public double Volume
    {
        get
        {
            if (End.Index == Start.Index)
                return 0;
            var later = _history[End.Index - 1].Volume;
            return later.Minus(Start.Index > 0 ? _history[Start.Index - 1].Volume : default);
        }
    }

    /// <summary>Σ price × quantity in (start, end], quote currency.</summary>
    public double Turnover
    {
        get
        {
            if (End.Index == Start.Index)
                return 0;
            var later = _history[End.Index - 1].Turnover;
            return later.Minus(Start.Index > 0 ? _history[Start.Index - 1].Turnover : default);
        }
    }

    /// <summary>Mean price over [start, end], each price weighing as long as it was the last one; NaN while not ready.</summary>
    public double TimeWeightedPrice
    {
        get
        {
            if (!IsReady)
                return double.NaN;
            ref var first = ref _history[Start.Index - 1];
            ref var last = ref _history[End.Index - 1];
            var whole = last.PriceTime.Minus(first.PriceTime);
            var before = first.Price * (Start.Time - first.Time);
            var after = last.Price * (End.Time - last.Time);
            return (whole - before + after) / (End.Time - Start.Time);
        }
    }

    /// <summary>Highest of the trade prices in (start, end] and <see cref="PriceAtStart"/>; NaN while not ready.</summary>
    public double MaxPrice => IsReady ? Math.Max(PriceAtStart, _max.Of(_history, this)) : double.NaN;

    /// <summary>Lowest of the trade prices in (start, end] and <see cref="PriceAtStart"/>; NaN while not ready.</summary>
    public double MinPrice => IsReady ? Math.Min(PriceAtStart, _min.Of(_history, this)) : double.NaN;

    internal TradeCursor Start { get; }

    internal TradeCursor End { get; }
}
