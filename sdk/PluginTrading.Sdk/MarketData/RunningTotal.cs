namespace PluginTrading.Sdk.MarketData;

/// <summary>A sum carried as two doubles, so that a difference of two totals is as exact as a sum over the items between them.</summary>
/// <remarks>Error-free addition after Knuth, The Art of Computer Programming vol. 2, 4.2.2.</remarks>
internal readonly struct RunningTotal(double high, double low)
{
    private readonly double _high = high;
    private readonly double _low = low;

    /// <summary>The total with one more item.</summary>
    public RunningTotal Plus(double value)
    {
        var sum = _high + value;
        var part = sum - _high;
        var error = (_high - (sum - part)) + (value - part);
        return new RunningTotal(sum, _low + error);
    }

    /// <summary>The sum of the items after <paramref name="earlier"/>.</summary>
    public double Minus(in RunningTotal earlier) => (_high - earlier._high) + (_low - earlier._low);
}
