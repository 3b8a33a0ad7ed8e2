using System.Globalization;

namespace PluginTrading.Results.Export;

/// <summary>How numbers are spelled in result files and tables, whatever the machine's culture.</summary>
public static class ExactText
{
    /// <summary>All digits, no exponent, no superfluous zeros: 0.30 is <c>0.3</c>, 100.00 is <c>100</c>.</summary>
    public static string Of(decimal value)
    {
        if (value == 0)
            return "0";
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>The shortest digits that read back as the same number.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
