namespace PluginTrading.Results.Performance;

/// <summary>Division of amounts where the result is a plain number.</summary>
internal static class Ratio
{
    /// <summary>Numerator ÷ denominator, divided exactly and rounded once; <see langword="null"/> when the denominator is 0.</summary>
    public static double? Of(decimal numerator, decimal denominator)
    {
        if (denominator == 0)
            return null;

        // The exact quotient would not fit a decimal out here.
        return Math.Abs(numerator) > 1e15m || Math.Abs(denominator) < 1e-12m
            ? (double)numerator / (double)denominator
            : (double)(numerator / denominator);
    }

    /// <summary>The value, or <see langword="null"/> when it is not a finite number.</summary>
    public static double? Defined(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
