namespace PluginTrading.Sdk.Indicators;

/// <summary>
/// Comparison of values with thresholds: what lies within 1e-9 × max(1, |threshold|) counts as equal, because real prices hit
/// round thresholds exactly and doubles then fall on either side. NaN is neither above nor below nor equal.
/// </summary>
public static class Comparison
{
    /// <summary>Whether <paramref name="value"/> equals the threshold within the tolerance.</summary>
    public static bool IsAt(double value, double threshold) => Math.Abs(value - threshold) <= 1e-9 * Math.Max(1, Math.Abs(threshold));

    /// <summary>gt: above and not at the threshold.</summary>
    public static bool IsAbove(double value, double threshold) => value > threshold && !IsAt(value, threshold);

    /// <summary>lt: below and not at the threshold.</summary>
    public static bool IsBelow(double value, double threshold) => value < threshold && !IsAt(value, threshold);

    /// <summary>gte: above or at the threshold.</summary>
    public static bool IsAtLeast(double value, double threshold) => value >= threshold || IsAt(value, threshold);

    /// <summary>lte: below or at the threshold.</summary>
    public static bool IsAtMost(double value, double threshold) => value <= threshold || IsAt(value, threshold);
}
