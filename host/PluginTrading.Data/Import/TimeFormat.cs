using System.Globalization;
using System.Text;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>How the times of one file are written. All are UTC unless they carry an offset.</summary>
internal abstract class TimeFormat
{
    private static readonly long Earliest = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * Timestamp.PerSecond;
    private static readonly long Latest = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * Timestamp.PerSecond;

    /// <summary>The format in words, for messages: <c>a time in milliseconds since 1970, from 2000 to 2100</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Reads a time; false when it is none of this format or not from 2000 to 2100.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out Timestamp time) => TryParse(text, out time) && time.Nanoseconds >= Earliest && time.Nanoseconds < Latest;

    /// <summary>The format that a person asked for.</summary>
    public static TimeFormat Named(string name) => name switch
    {
        "s" => new EpochTime("seconds", Timestamp.PerSecond),
        "ms" => new EpochTime("milliseconds", Timestamp.PerMillisecond),
        "us" => new EpochTime("microseconds", 1000),
        "ns" => new EpochTime("nanoseconds", 1),
        "iso" => new IsoTimeFormat(),
        _ when name.Contains('y') => new PatternTime([name]),
        _ => throw new DataSetException($"the time format '{name}' is unknown; expected s, ms, us, ns, iso or a .NET date pattern such as 'dd/MM/yyyy HH:mm:ss'."),
    };

    /// <summary>The format in which the first times of a file make sense.</summary>
    /// <exception cref="DataSetException">There is none, or there are several; the text begins with the time at fault.</exception>
    public static TimeFormat Guess(IReadOnlyList<byte[]> samples)
    {
        var first = samples[0];
        var digits = first.AsSpan().IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var isWholeDate = digits < 0 && first.Length == 8 && IsoTime.TryParse(first, out _);
        if (!isWholeDate && (digits < 0 || (digits > 0 && first[digits] == (byte)'.' && first.AsSpan(digits + 1).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)))
            return ByMagnitude(first, digits < 0 ? first.Length : digits);
        return IsoTime.TryParse(first, out _) ? new IsoTimeFormat() : DayAndMonth(samples);
    }

    protected abstract bool TryParse(ReadOnlySpan<byte> text, out Timestamp time);

    private static TimeFormat ByMagnitude(byte[] sample, int wholeDigits)
    {
        var format = wholeDigits switch
        {
            9 or 10 => Named("s"),
            12 or 13 => Named("ms"),
            15 or 16 => Named("us"),
            18 or 19 => Named("ns"),
            _ => null,
        };
        return format is not null && format.TryRead(sample, out _)
            ? format
            : throw new DataSetException($"is '{Encoding.UTF8.GetString(sample)}', not a time from 2000 to 2100 in s, ms, us or ns since 1970; give --time-format.");
    }

    private static PatternTime DayAndMonth(IReadOnlyList<byte[]> samples)
    {
        var dayFirst = new PatternTime(PatternTime.Variants("d/M/yyyy"));
        var monthFirst = new PatternTime(PatternTime.Variants("M/d/yyyy"));
        var readsDayFirst = samples.All(s => dayFirst.TryRead(s, out _));
        var readsMonthFirst = samples.All(s => monthFirst.TryRead(s, out _));
        var shown = Encoding.UTF8.GetString(samples[0]);
        return (readsDayFirst, readsMonthFirst) switch
        {
            (true, false) => dayFirst,
            (false, true) => monthFirst,
            (true, true) => throw new DataSetException(
                $"is '{shown}', which may be day/month or month/day; give --time-format 'd/M/yyyy H:mm:ss' or 'M/d/yyyy H:mm:ss' (or as it is written)."),
            _ => throw new DataSetException($"is '{shown}'; expected a time in s, ms, us or ns since 1970, ISO 8601, or day/month/year; give --time-format."),
        };
    }

    private sealed class EpochTime(string unit, long nanosecondsPerUnit) : TimeFormat
    {
        public override string Description => $"a time in {unit} since 1970, from 2000 to 2100";

        /// <summary>Whole units, and decimals down to the nanosecond; what lies below is cut off.</summary>
        protected override bool TryParse(ReadOnlySpan<byte> text, out Timestamp time)
        {
            time = default;
            long value = 0;
            var index = 0;
            for (; index < text.Length && text[index] != (byte)'.'; index++)
            {
                var digit = (uint)(text[index] - '0');
                if (digit > 9 || index == 19)
                    return false;
                value = unchecked((value * 10) + digit);
            }

            if (index == 0 || value < 0 || value > long.MaxValue / nanosecondsPerUnit)
                return false;
            value *= nanosecondsPerUnit;
            var weight = nanosecondsPerUnit;
            for (index++; index < text.Length; index++)
            {
                var digit = (uint)(text[index] - '0');
                if (digit > 9)
                    return false;
                weight /= 10;
                value += digit * weight;
            }

            time = new Timestamp(value);
            return true;
        }
    }

    private sealed class IsoTimeFormat : TimeFormat
    {
        public override string Description => "a time as in 2021-01-14T21:00:00.123Z, from 2000 to 2100";

        protected override bool TryParse(ReadOnlySpan<byte> text, out Timestamp time) => IsoTime.TryParse(text, out time);
    }

    private sealed class PatternTime(string[] patterns) : TimeFormat
    {
        public override string Description => $"a time as in '{patterns[0]}', from 2000 to 2100";

        public static string[] Variants(string date)
        {
            string[] times = [" h:m:s tt", " H:m:s", " H:m:s.FFFFFFF", " h:m tt", " H:m", ""];
            string[] dates = [date, date.Replace('/', '-'), date.Replace('/', '.')];
            return [.. dates.SelectMany(d => times.Select(t => d.Replace("/", "'/'", StringComparison.Ordinal) + t))];
        }

        protected override bool TryParse(ReadOnlySpan<byte> text, out Timestamp time)
        {
            time = default;
            Span<char> characters = stackalloc char[64];
            if (text.Length > characters.Length || Encoding.ASCII.GetChars(text, characters) != text.Length)
                return false;
            if (!DateTime.TryParseExact(characters[..text.Length], patterns, CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value))
            {
                return false;
            }

            // 100 ns ticks of years 1 to 9999 do not all fit 64 bits of nanoseconds.
            if (value.Year is < 1970 or > 2200)
                return false;
            time = new Timestamp((value.Ticks - DateTime.UnixEpoch.Ticks) * 100);
            return true;
        }
    }
}
