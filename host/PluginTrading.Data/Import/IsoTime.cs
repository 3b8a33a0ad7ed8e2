using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>
/// Reads a date and time as <c>2021-01-14T21:00:00.123456789Z</c>, with a space for the T, without separators in the date (<c>20221213 00:00</c>), without
/// seconds or time of day, with up to nine decimals, and with an offset; without a zone it is UTC.
/// </summary>
internal static class IsoTime
{
    public static bool TryParse(ReadOnlySpan<byte> text, out Timestamp time)
    {
        time = default;
        if (!TakeDate(ref text, out var days))
            return false;
        long nanoseconds = 0;
        if (text.Length > 0 && !TakeTimeOfDay(ref text, out nanoseconds))
            return false;
        if (!TakeOffset(text, out var offsetMinutes) || days is < -100_000 or > 100_000)
            return false;
        time = new Timestamp((days * Timestamp.PerDay) + nanoseconds - (offsetMinutes * 60 * Timestamp.PerSecond));
        return true;
    }

    private static bool TakeDate(ref ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (!TakeDigits(ref text, 4, out var year))
            return false;
        var hasSeparator = text.Length > 0 && text[0] is (byte)'-' or (byte)'/';
        var separator = hasSeparator ? text[0] : (byte)0;
        if (hasSeparator)
            text = text[1..];
        if (!TakeDigits(ref text, 2, out var month) || (hasSeparator && !Take(ref text, separator)) || !TakeDigits(ref text, 2, out var day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        days = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
        return true;
    }

    private static bool TakeTimeOfDay(ref ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' '))
            return false;
        text = text[1..];
        if (!TakeDigits(ref text, 2, out var hour) || !Take(ref text, (byte)':') || !TakeDigits(ref text, 2, out var minute) || hour > 23 || minute > 59)
            return false;
        var second = 0;
        long fraction = 0;
        if (Take(ref text, (byte)':') && (!TakeDigits(ref text, 2, out second) || second > 59 || (Take(ref text, (byte)'.') && !TakeFraction(ref text, out fraction))))
            return false;
        nanoseconds = (((((hour * 60L) + minute) * 60) + second) * Timestamp.PerSecond) + fraction;
        return true;
    }

    private static bool TakeFraction(ref ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        var digits = 0;
        while (digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9')
            digits++;
        if (digits is 0 or > 9)
            return false;
        for (var i = 0; i < 9; i++)
            nanoseconds = (nanoseconds * 10) + (i < digits ? text[i] - '0' : 0);
        text = text[digits..];
        return true;
    }

    private static bool TakeOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 0 || text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual(" UTC"u8))
            return true;
        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        text = text[1..];
        if (sign == 0 || !TakeDigits(ref text, 2, out var hours))
            return false;
        Take(ref text, (byte)':');
        var rest = 0;
        if (text.Length > 0 && !TakeDigits(ref text, 2, out rest))
            return false;
        minutes = sign * ((hours * 60) + rest);
        return text.Length == 0 && hours <= 14 && rest < 60;
    }

    private static bool Take(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.Length == 0 || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    private static bool TakeDigits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count)
            return false;
        foreach (var digit in text[..count])
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + (digit - '0');
        }

        text = text[count..];
        return true;
    }
}
