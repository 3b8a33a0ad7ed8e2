using System.Globalization;
using System.Text.RegularExpressions;

namespace PluginTrading.Sdk.MarketData;

/// <summary>A moment in UTC, counted in whole nanoseconds since 1970-01-01T00:00:00Z.</summary>
/// <remarks>Range 1677-09-21 to 2262-04-11. Arithmetic is checked: leaving the range throws.</remarks>
/// <param name="Nanoseconds">Nanoseconds since the Unix epoch; negative before it.</param>
public readonly partial record struct Timestamp(long Nanoseconds) : IComparable<Timestamp>
{
    /// <summary>Nanoseconds in one second.</summary>
    public const long PerSecond = 1_000_000_000;

    /// <summary>Nanoseconds in one millisecond.</summary>
    public const long PerMillisecond = 1_000_000;

    /// <summary>Nanoseconds in one UTC day.</summary>
    public const long PerDay = 86_400 * PerSecond;

    /// <summary>The moment that many milliseconds after the Unix epoch.</summary>
    /// <exception cref="OverflowException">The result is outside the range.</exception>
    public static Timestamp FromUnixMilliseconds(long milliseconds) => new(checked(milliseconds * PerMillisecond));

    /// <summary>The same moment as a date and time; digits below 100 ns are cut off.</summary>
    public static Timestamp FromDateTimeOffset(DateTimeOffset value) => new(checked((value.UtcTicks - DateTime.UnixEpoch.Ticks) * 100));

    /// <summary>Seconds from <paramref name="earlier"/> to this moment.</summary>
    /// <exception cref="OverflowException">They are more than 292 years apart.</exception>
    public double SecondsSince(Timestamp earlier) => checked(Nanoseconds - earlier.Nanoseconds) / (double)PerSecond;

    /// <summary>Whole nanoseconds in a duration given in seconds, rounded to nearest.</summary>
    /// <exception cref="OverflowException">The duration is not finite or beyond 292 years.</exception>
    public static long DurationOf(double seconds) => checked((long)Math.Round(seconds * PerSecond));

    /// <summary>The moment <paramref name="nanoseconds"/> later (earlier when negative).</summary>
    /// <exception cref="OverflowException">The result is outside the range.</exception>
    public Timestamp Plus(long nanoseconds) => new(checked(Nanoseconds + nanoseconds));

    /// <summary>The moment as a date and time, cut to 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks((Nanoseconds / 100) - (Nanoseconds % 100 < 0 ? 1 : 0));

    /// <summary>ISO 8601 in UTC with nine decimals of a second, as in <c>2021-01-14T21:00:00.123000000Z</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ToDateTimeOffset():yyyy-MM-dd'T'HH:mm:ss.fffffff}{NanosecondOfTick:00}Z");

    /// <summary>Reads ISO 8601 in UTC: a date, or a date and time to the nanosecond, as in <c>2021-01-14T21:00:00.123Z</c>.</summary>
    /// <returns>Whether <paramref name="text"/> is such a time within the range, to a year inside its ends.</returns>
    public static bool TryParse(string? text, out Timestamp time)
    {
        time = default;
        var match = IsoForm().Match(text ?? "");
        if (!match.Success || !DateTime.TryParseExact(
            match.Groups["date"].Value + "T" + (match.Groups["time"].Success ? match.Groups["time"].Value : "00:00:00"),
            "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var seconds)
            || seconds.Year is < 1678 or > 2261)
        {
            return false;
        }

        var nanoseconds = long.Parse(match.Groups["fraction"].Value.PadRight(9, '0'), CultureInfo.InvariantCulture);
        time = FromDateTimeOffset(seconds).Plus(nanoseconds);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Nanoseconds >= right.Nanoseconds;

    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(T(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?Z)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex IsoForm();

    private long NanosecondOfTick => ((Nanoseconds % 100) + 100) % 100;
}
