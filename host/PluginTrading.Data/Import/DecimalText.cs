using System.Globalization;

namespace PluginTrading.Data.Import;

/// <summary>Reads decimal numbers as doubles, to the last bit as <see cref="double.Parse(string)"/> does.</summary>
internal static class DecimalText
{
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        // Digits below 2^53 and a power of ten up to 10^22 are both exact doubles, so one division rounds once: the correctly rounded result.
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        ulong digits = 0;
        var decimals = -1;
        var index = isNegative ? 1 : 0;
        var first = index;
        for (; index < text.Length && index - first < 19; index++)
        {
            var digit = (uint)(text[index] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                if (decimals >= 0)
                    decimals++;
            }
            else if (text[index] == (byte)'.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                break;
            }
        }

        var hasDigit = index - first > (decimals >= 0 ? 1 : 0);
        if (index == text.Length && hasDigit && digits < 1UL << 53)
        {
            value = decimals > 0 ? digits / PowersOfTen[decimals] : digits;
            value = isNegative ? -value : value;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
