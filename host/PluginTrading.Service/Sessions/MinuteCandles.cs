using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;

namespace PluginTrading.Service.Sessions;

/// <summary>Candles of a minute from the trades of a session's symbols. One is closed by the first event of a later minute; a minute without trades has none.</summary>
/// <param name="symbols">In the session's order.</param>
public sealed class MinuteCandles(IReadOnlyList<string> symbols)
{
    private const long Minute = 60 * Timestamp.PerSecond;

    private readonly Candle[] _open = new Candle[symbols.Count];
    private readonly List<SeriesCandle> _closed = [];
    private long _begin = long.MinValue;

    /// <summary>Takes the session's next market event, in order of time.</summary>
    public void Add(in MarketEvent e)
    {
        if (e.Time.Nanoseconds >= _begin + Minute || _begin == long.MinValue)
            Close(e.Time.Nanoseconds - (e.Time.Nanoseconds % Minute));
        if (e.Kind == MarketEventKind.Trade)
            _open[e.SymbolIndex].Add(e.Price, e.Quantity);
    }

    /// <summary>The candles that were closed since this was asked before.</summary>
    public IReadOnlyList<SeriesCandle> TakeClosed()
    {
        if (_closed.Count == 0)
            return [];
        SeriesCandle[] closed = [.. _closed];
        _closed.Clear();
        return closed;
    }

    private void Close(long next)
    {
        for (var i = 0; i < _open.Length; i++)
        {
            if (_open[i] is { HasTrades: true } candle)
                _closed.Add(new SeriesCandle(symbols[i], "1m", new Timestamp(_begin), candle.Open, candle.High, candle.Low, candle.Close, candle.Volume));
            _open[i] = default;
        }

        _begin = next;
    }

    private struct Candle
    {
        public double Open;
        public double High;
        public double Low;
        public double Close;
        public double Volume;
        public bool HasTrades;

        public void Add(double price, double quantity)
        {
            if (!HasTrades)
                (Open, High, Low, HasTrades) = (price, price, price, true);
            High = Math.Max(High, price);
            Low = Math.Min(Low, price);
            Close = price;
            Volume += quantity;
        }
    }
}
