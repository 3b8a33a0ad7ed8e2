namespace PluginTrading.Indicators.Numerics;

/// <summary>Wilder's smoothed average: the mean of the first <c>period</c> numbers, then previous + (number − previous) ÷ period.</summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems, 1978.</remarks>
internal struct WilderAverage(int period)
{
    private int _count;
    private double _value;

    /// <summary>The average; NaN before <c>period</c> numbers.</summary>
    public readonly double Value => _count >= period ? _value : double.NaN;

    public void Add(double number)
    {
        if (_count < period)
            _count++;
        _value += (number - _value) / _count;
    }

    /// <summary>The same as adding 0 that many times, once there is a value.</summary>
    public void AddZeros(long times) => _value *= Math.Pow(1 - (1.0 / period), times);
}
