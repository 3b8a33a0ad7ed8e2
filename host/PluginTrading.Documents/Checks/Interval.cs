namespace PluginTrading.Documents.Checks;

/// <summary>A range of numbers, each end included or not. Infinite ends are never included.</summary>
internal readonly record struct Interval(double Low, bool LowIncluded, double High, bool HighIncluded)
{
    public static Interval Everything { get; } = new(double.NegativeInfinity, false, double.PositiveInfinity, false);

    public bool IsEmpty => Low > High || (Low == High && !(LowIncluded && HighIncluded));

    public static Interval Above(double low, bool included) => new(low, included, double.PositiveInfinity, false);

    public static Interval Below(double high, bool included) => new(double.NegativeInfinity, false, high, included);

    public Interval Intersect(Interval other)
    {
        var (low, lowIncluded) = Low > other.Low ? (Low, LowIncluded) : other.Low > Low ? (other.Low, other.LowIncluded) : (Low, LowIncluded && other.LowIncluded);
        var (high, highIncluded) = High < other.High ? (High, HighIncluded) : other.High < High ? (other.High, other.HighIncluded) : (High, HighIncluded && other.HighIncluded);
        return new Interval(low, lowIncluded, high, highIncluded);
    }

    public bool IsInside(Interval other) =>
        (Low > other.Low || (Low == other.Low && (other.LowIncluded || !LowIncluded)))
        && (High < other.High || (High == other.High && (other.HighIncluded || !HighIncluded)));

    /// <summary>Whether the two together are one range without a gap; this one must not begin after the other.</summary>
    public bool Touches(Interval next) => next.Low < High || (next.Low == High && (next.LowIncluded || HighIncluded));
}
