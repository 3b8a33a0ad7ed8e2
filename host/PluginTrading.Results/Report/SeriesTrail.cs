using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Report;

/// <summary>
/// A series thinned out as it comes, for drawing: lowest, highest and last value of each stretch of time. The stretches grow with the
/// series, so that memory is fixed and a point costs no allocation.
/// </summary>
internal sealed class SeriesTrail
{
    /// <summary>Length of a stretch at first; it doubles whenever the series outgrows its place.</summary>
    private const long FirstWidth = Timestamp.PerSecond;

    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _last;
    private long _origin;
    private long _stretchEnd = long.MinValue;
    private int _current = -1;

    /// <param name="capacity">Most stretches at a time, an even number.</param>
    public SeriesTrail(int capacity)
    {
        if (capacity < 2 || capacity % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "An even number, at least 2.");
        (_low, _high, _last) = (new double[capacity], new double[capacity], new double[capacity]);
        Array.Fill(_low, double.NaN);
    }

    /// <summary>Nanoseconds in a stretch.</summary>
    public long Width { get; private set; } = FirstWidth;

    /// <summary>Stretches from the first to the last one with a value; some between may have none.</summary>
    public int Count => _current + 1;

    /// <summary>Where the first stretch begins: a multiple of its first width.</summary>
    public Timestamp Origin => new(_origin);

    /// <summary>Takes a value; its time must not be before that of the value before it.</summary>
    public void Add(Timestamp time, double value)
    {
        if (time.Nanoseconds >= _stretchEnd)
            MoveTo(time.Nanoseconds);
        _last[_current] = value;
        if (double.IsNaN(_low[_current]))
        {
            _low[_current] = _high[_current] = value;
            return;
        }

        if (value < _low[_current])
            _low[_current] = value;
        if (value > _high[_current])
            _high[_current] = value;
    }

    /// <summary>Lowest, highest and last value of a stretch; <see langword="null"/> when it has none.</summary>
    public (double Low, double High, double Last)? At(int index) =>
        double.IsNaN(_low[index]) ? null : (_low[index], _high[index], _last[index]);

    private void MoveTo(long nanoseconds)
    {
        if (_current < 0)
            _origin = nanoseconds - (((nanoseconds % FirstWidth) + FirstWidth) % FirstWidth);
        while ((nanoseconds - _origin) / Width >= _low.Length)
            Halve();
        _current = (int)((nanoseconds - _origin) / Width);
        _stretchEnd = _origin + ((_current + 1L) * Width);
    }

    /// <summary>Makes one stretch of each two.</summary>
    private void Halve()
    {
        for (var index = 0; index < _low.Length; index += 2)
        {
            var into = index / 2;
            var (first, second) = (double.IsNaN(_low[index]), double.IsNaN(_low[index + 1]));
            _low[into] = first ? _low[index + 1] : second ? _low[index] : Math.Min(_low[index], _low[index + 1]);
            _high[into] = first ? _high[index + 1] : second ? _high[index] : Math.Max(_high[index], _high[index + 1]);
            _last[into] = second ? _last[index] : _last[index + 1];
        }

        Array.Fill(_low, double.NaN, _low.Length / 2, _low.Length / 2);
        Width *= 2;
    }
}
