using System.Text.RegularExpressions;

namespace PluginTrading.Data.Instruments;

/// <summary>The form of a symbol: BASE_QUOTE in capitals and digits, at most 40 characters, as the schemas of documents have it. It is also the name of a folder.</summary>
internal static partial class SymbolForm
{
    public const string Expected = "BASE_QUOTE in capitals, at most 40 characters";

    private const int Longest = 40;

    public static bool Fits(string? symbol) => symbol is { Length: <= Longest } && Form().IsMatch(symbol);

    [GeneratedRegex(@"\A[A-Z0-9]+_[A-Z0-9]+\z")]
    private static partial Regex Form();
}
