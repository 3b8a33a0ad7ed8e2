namespace PluginTrading.Indicators.Numerics;

/// <summary>Exponential average: the mean of the first <c>period</c> numbers, then previous + (number − previous) × 2 ÷ (period + 1). A flat series stays exactly flat.</summary>
internal struct ExponentialAverage(int period)
{
    private int _count;
    private double _value;

    /// <summary>The average; NaN before <c>period</c> numbers.</summary>
    public readonly double Value => _count >= period ? _value : double.NaN;

    public void Add(double number)
    {
        if (_count < period)
        {
            _count++;
            _value += (number - _value) / _count;
        }
        else
        {
            _value += (number - _value) * 2 / (period + 1.0);
        }
    }
}
