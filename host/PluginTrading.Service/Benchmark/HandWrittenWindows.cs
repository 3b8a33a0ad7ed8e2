using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Benchmark;

/// <summary>
/// The indicators of <see cref="PumpStrategy"/> with their default windows, fused into one pass over one ring of trades: what somebody would
/// write who needs nothing else. Correct on the generated data; without the guards against drift that the plugin has.
/// </summary>
internal sealed class HandWrittenWindows
{
    private const long Second = Timestamp.PerSecond;
    private const int RsiPeriod = 14;

    private Entry[] _ring = new Entry[1024];
    private long _count;
    private long _oldest;
    private long _after60;
    private long _after300;
    private long _after1200;
    private double _priceAt60;
    private double _priceAt300;
    private double _area;
    private long _areaFrom;
    private long _areaTo;
    private double _volume300;
    private double _volume900;
    private long _minuteEnd = long.MaxValue;
    private double _minuteClose = double.NaN;
    private double _gain;
    private double _loss;
    private int _changes;
    private long _fiveEnd = long.MaxValue;
    private double _fiveClose = double.NaN;
    private readonly double[] _returns = new double[64];
    private int _returnsFrom;
    private int _returnCount;
    private long _firstReturnStart;

    public double Last { get; private set; } = double.NaN;

    public double Pump { get; private set; } = double.NaN;

    public double Surge { get; private set; } = double.NaN;

    public double Momentum { get; private set; } = double.NaN;

    public double Rsi => _changes < RsiPeriod ? double.NaN : _gain + _loss == 0 ? 50 : 100 * _gain / (_gain + _loss);

    /// <summary>Two passes over at most 60 returns; asked for when an entry is sized.</summary>
    public double Volatility(long now)
    {
        DropReturnsBefore(now - (300 * Second));
        if (_returnCount < 2)
            return double.NaN;
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < _returnCount; i++)
            mean += _returns[(_returnsFrom + i) & 63] / _returnCount;
        for (var i = 0; i < _returnCount; i++)
            squares += Math.Pow(_returns[(_returnsFrom + i) & 63] - mean, 2);
        return 100 * Math.Sqrt(squares / (_returnCount - 1));
    }

    public void Update(in MarketEvent e)
    {
        var now = e.Time.Nanoseconds;
        if (now >= _minuteEnd)
            CloseMinutes(now);
        if (now >= _fiveEnd)
            CloseFives(now);
        if (_count > 0)
        {
            _area += Last * (now - _areaTo);
            _areaTo = now;
        }

        if (e.Kind == MarketEventKind.Trade)
            Add(in e, now);
        MoveWindows(now);
    }

    private void CloseMinutes(long now)
    {
        for (; now >= _minuteEnd; _minuteEnd += 60 * Second)
        {
            if (!double.IsNaN(_minuteClose))
            {
                var change = Last - _minuteClose;
                _changes++;
                var weight = Math.Min(_changes, RsiPeriod);
                _gain += (Math.Max(change, 0) - _gain) / weight;
                _loss += (Math.Max(-change, 0) - _loss) / weight;
            }

            _minuteClose = Last;
        }
    }

    private void CloseFives(long now)
    {
        for (; now >= _fiveEnd; _fiveEnd += 5 * Second)
        {
            if (!double.IsNaN(_fiveClose))
            {
                if (_returnCount == 0)
                    _firstReturnStart = _fiveEnd - (5 * Second);
                _returns[(_returnsFrom + _returnCount++) & 63] = Math.Log(Last / _fiveClose);
                DropReturnsBefore(_fiveEnd - (300 * Second));
            }

            _fiveClose = Last;
        }
    }

    private void DropReturnsBefore(long time)
    {
        for (; _returnCount > 0 && _firstReturnStart < time; _returnCount--, _firstReturnStart += 5 * Second)
            _returnsFrom = (_returnsFrom + 1) & 63;
    }

    private void Add(in MarketEvent e, long now)
    {
        if (_count - _oldest == _ring.Length)
            MakeRoom();
        if (_count == 0)
        {
            _minuteEnd = now - (now % (60 * Second)) + (60 * Second);
            _fiveEnd = now - (now % (5 * Second)) + (5 * Second);
            _areaFrom = _areaTo = now;
            _priceAt300 = e.Price;
        }

        _ring[_count++ & (_ring.Length - 1)] = new Entry { Time = now, Price = e.Price, Quantity = e.Quantity };
        Last = e.Price;
        _volume300 += e.Quantity;
    }

    private void MoveWindows(long now)
    {
        var mask = _ring.Length - 1;
        var edge = now - (300 * Second);
        for (; _after300 < _count && _ring[_after300 & mask].Time <= edge; _after300++)
        {
            ref var trade = ref _ring[_after300 & mask];
            if (_after300 > 0)
                _area -= _priceAt300 * (trade.Time - _areaFrom);
            _areaFrom = trade.Time;
            _priceAt300 = trade.Price;
            _volume300 -= trade.Quantity;
            _volume900 += trade.Quantity;
        }

        if (_after300 > 0)
        {
            _area -= _priceAt300 * (edge - _areaFrom);
            _areaFrom = edge;
        }

        for (edge = now - (1200 * Second); _after1200 < _count && _ring[_after1200 & mask].Time <= edge; _after1200++)
            _volume900 -= _ring[_after1200 & mask].Quantity;
        for (edge = now - (60 * Second); _after60 < _count && _ring[_after60 & mask].Time <= edge; _after60++)
            _priceAt60 = _ring[_after60 & mask].Price;
        Pump = _after300 > 0 ? 100 * ((Last / (_area / (300 * Second))) - 1) : double.NaN;
        Surge = _after1200 > 0 && _volume900 > 0 ? _volume300 / 300 / (_volume900 / 900) : double.NaN;
        Momentum = _after60 > 0 ? 100 * ((Last / _priceAt60) - 1) : double.NaN;
    }

    private void MakeRoom()
    {
        _oldest = _after1200;
        if (_count - _oldest <= _ring.Length / 2)
            return;
        var larger = new Entry[_ring.Length * 2];
        for (var i = _oldest; i < _count; i++)
            larger[i & (larger.Length - 1)] = _ring[i & (_ring.Length - 1)];
        _ring = larger;
    }

    private struct Entry
    {
        public long Time;
        public double Price;
        public double Quantity;
    }
}
