namespace PluginTrading.Indicators.Numerics;

/// <summary>
/// A number held as the unevaluated sum of two doubles (about 32 digits), for sums that items enter and leave: what is left after a large item
/// has gone is still right.
/// </summary>
/// <remarks>Error-free transformations after T. J. Dekker, "A floating-point technique for extending the available precision", 1971, and D. E. Knuth, TAOCP vol. 2, 4.2.2.</remarks>
internal readonly struct DoubleDouble
{
    private readonly double _high;
    private readonly double _low;

    private DoubleDouble(double high, double low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The exact product of two doubles (barring underflow).</summary>
    public static DoubleDouble Product(double a, double b)
    {
        var product = a * b;
        return new DoubleDouble(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    public double ToDouble() => _high + _low;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a._high, -a._low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var sum = ExactSum(a._high, b._high);
        var rest = ExactSum(a._low, b._low);
        return Normal(Normal(sum._high, sum._low + rest._high), rest._low);
    }

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = Product(a._high, b._high);
        return Normal(product._high, product._low + ((a._high * b._low) + (a._low * b._high)));
    }

    private static DoubleDouble ExactSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new DoubleDouble(sum, (a - (sum - part)) + (b - part));
    }

    private static DoubleDouble Normal(DoubleDouble a, double low) => Normal(a._high, a._low + low);

    /// <summary>Requires |high| ≥ |low|.</summary>
    private static DoubleDouble Normal(double high, double low)
    {
        var sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}
