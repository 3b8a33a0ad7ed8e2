using System.Globalization;
using System.Text.RegularExpressions;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads times of documents: ISO 8601 in UTC, a date alone or with a time to the nanosecond.</summary>
internal static partial class IsoTime
{
    public static bool TryParse(string text, out Timestamp time)
    {
        time = default;
        var match = Form().Match(text);
        if (!match.Success || !DateTime.TryParseExact(
            match.Groups["date"].Value + "T" + (match.Groups["time"].Success ? match.Groups["time"].Value : "00:00:00"),
            "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var seconds)
            || seconds.Year is < 1678 or > 2261)
        {
            return false;
        }

        var nanoseconds = long.Parse(match.Groups["fraction"].Value.PadRight(9, '0'), CultureInfo.InvariantCulture);
        time = Timestamp.FromDateTimeOffset(seconds).Plus(nanoseconds);
        return true;
    }

    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(T(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?Z)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
