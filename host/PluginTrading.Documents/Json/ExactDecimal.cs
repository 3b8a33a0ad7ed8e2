using System.Globalization;

namespace PluginTrading.Documents.Json;

/// <summary>Reads a written number as <see cref="decimal"/> without losing a digit.</summary>
internal static class ExactDecimal
{
    /// <summary>Whether <paramref name="text"/> (JSON number syntax) is a <see cref="decimal"/> to the last digit.</summary>
    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Digits(text) == Digits(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether the number, as written, is whole: <c>3</c>, <c>3.0</c> and <c>3e2</c> are.</summary>
    public static bool IsWhole(string text) => Digits(text).Exponent >= 0;

    /// <summary>Significant digits without leading and trailing zeros, and the power of ten of the last one.</summary>
    private static (string Digits, long Exponent) Digits(string text)
    {
        var mantissa = text.TrimStart('-', '+');
        var exponent = 0L;
        var e = mantissa.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            // An exponent beyond long belongs to a number that no decimal and no double holds, unless its digits are all zero.
            exponent = long.TryParse(mantissa.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue;
            mantissa = mantissa[..e];
        }

        var point = mantissa.IndexOf('.');
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = mantissa.TrimStart('0');
        var trimmed = digits.TrimEnd('0');
        return trimmed.Length == 0 ? ("", 0) : (trimmed, exponent + digits.Length - trimmed.Length);
    }
}
