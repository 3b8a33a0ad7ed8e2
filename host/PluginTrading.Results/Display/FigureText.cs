using System.Globalization;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Display;

/// <summary>Numbers and times as a person reads them: rounded, the same in every culture. Files and tables keep all digits instead.</summary>
public static class FigureText
{
    /// <summary>What stands for a figure that is not defined.</summary>
    public const string Absent = "–";

    /// <summary>An amount of money with two decimals, as in <c>1,234.50</c>; more for amounts under a cent, so that none reads as nothing.</summary>
    public static string Amount(decimal? value) => value is { } amount ? Rounded(amount, 2).ToString("#,##0.00######", CultureInfo.InvariantCulture) : Absent;

    /// <summary>An amount with its sign, as in <c>+12.30</c>.</summary>
    public static string Signed(decimal? value) => value > 0 ? "+" + Amount(value) : Amount(value);

    /// <summary>A share in percent, as in <c>12.34 %</c>.</summary>
    public static string Percent(double? value) => value is { } share ? Number(share) + " %" : Absent;

    /// <summary>A share in percent with its sign, as in <c>+12.34 %</c>.</summary>
    public static string SignedPercent(double? value) => value > 0 ? "+" + Percent(value) : Percent(value);

    /// <summary>A ratio with two decimals; with an exponent where it is very large.</summary>
    public static string Number(double? value) => value switch
    {
        null => Absent,
        { } number when Math.Abs(number) >= 1e9 => number.ToString("0.00e0", CultureInfo.InvariantCulture),
        { } number => number.ToString("#,##0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number, as in <c>1,234</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A price or quantity with eight significant digits and no superfluous zeros, as in <c>0.00001234</c>.</summary>
    public static string Price(decimal value) => Rounded(value, 0, significant: 8).ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A moment to the second, as in <c>2021-01-14 21:00:00</c>, UTC.</summary>
    public static string Moment(Timestamp? time) => time is { } moment ? moment.ToString()[..19].Replace('T', ' ') : Absent;

    /// <summary>A length of time in its two largest units, as in <c>2 d 3 h</c>.</summary>
    public static string Duration(long nanoseconds)
    {
        var span = TimeSpan.FromTicks(nanoseconds / 100);
        return span switch
        {
            { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalDays} d {span.Hours} h"),
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min"),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s"),
        };
    }

    /// <summary>Rounded to so many decimals, or to as many as show <paramref name="significant"/> digits of a small number.</summary>
    private static decimal Rounded(decimal value, int decimals, int significant = 2)
    {
        if (value == 0)
            return 0;
        var leading = (int)Math.Floor(Math.Log10((double)Math.Abs(value))) + 1;
        return Math.Round(value, Math.Clamp(Math.Max(decimals, significant - leading), 0, 28), MidpointRounding.AwayFromZero);
    }
}
