using System.Globalization;
using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Indicators;

/// <summary>The parameters that the indicators take, and the rules between them.</summary>
internal static class Parameter
{
    private const double OneYear = 365 * 86_400;
    private const double ShortestInterval = 0.1;
    private const double LongestPeriod = 100_000;

    public static ParameterDeclaration WindowStart(double seconds) =>
        Seconds("t1", seconds, "Seconds ago at which the window starts; more than t2.");

    public static ParameterDeclaration WindowLength(double seconds) =>
        Seconds("t1", seconds, "Length of the window that ends now, seconds.");

    public static ParameterDeclaration EarlierWindowLength(double seconds) =>
        Seconds("t2", seconds, "Length of the earlier window, which ends t1 seconds ago, seconds.");

    public static ParameterDeclaration WindowEnd { get; } = new()
    {
        Name = "t2",
        Description = "Seconds ago at which the window ends; less than t1.",
        Default = 0,
        Minimum = 0,
        Maximum = OneYear,
    };

    public static ParameterDeclaration Interval(double seconds = 60) => new()
    {
        Name = "interval",
        Description = "Length of a candle, seconds.",
        Default = seconds,
        Minimum = ShortestInterval,
        Maximum = OneYear,
    };

    public static ParameterDeclaration Period(double candles, double minimum = 1) => Candles("period", candles, "Number of closed candles.", minimum);

    public static ParameterDeclaration Candles(string name, double candles, string description, double minimum = 1) => new()
    {
        Name = name,
        Description = description,
        Default = candles,
        Minimum = minimum,
        Maximum = LongestPeriod,
        IsInteger = true,
    };

    /// <summary>Rule of a window: t1 &gt; t2, and not by so little that both fall on the same nanosecond.</summary>
    public static string? CheckWindow(ParameterValues parameters)
    {
        var (t1, t2) = (parameters["t1"], parameters["t2"]);
        return t1 - t2 >= 1e-6
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"t1 must be greater than t2 (by a microsecond or more), because the window is from t1 to t2 seconds ago; found t1 = {t1} and t2 = {t2}.");
    }

    private static ParameterDeclaration Seconds(string name, double seconds, string description) => new()
    {
        Name = name,
        Description = description,
        Default = seconds,
        Minimum = 1e-6,
        Maximum = OneYear,
    };
}
