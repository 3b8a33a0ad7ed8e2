using System.Globalization;
using System.Text.Json;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Settings;

/// <summary>Reads members of the <c>market</c> object; each error names the member, what was found and what was expected.</summary>
internal sealed class SettingsReader(JsonElement market)
{
    public string Word(string name, string byDefault, string[] allowed)
    {
        if (Member(name) is not { } member)
            return byDefault;
        var found = member.ValueKind == JsonValueKind.String ? member.GetString()! : throw Wrong(name, $"one of {string.Join(", ", allowed)}", member);
        if (allowed.Contains(found, StringComparer.Ordinal))
            return found;
        var near = NearestWord.Of(found, allowed);
        throw new ExchangeSettingsException(
            $"market.{name}: expected {string.Join(" or ", allowed)}, found '{found}'" + (near is null ? "" : $"; did you mean '{near}'?"));
    }

    public decimal Number(string name, decimal byDefault, decimal least, decimal most)
    {
        if (Member(name) is not { } member)
            return byDefault;
        var expected = $"a number from {Text(least)} to {Text(most)}";
        return member.ValueKind == JsonValueKind.Number && member.TryGetDecimal(out var value) && value >= least && value <= most
            ? value
            : throw Wrong(name, expected, member);
    }

    public int Whole(string name, int byDefault, int least, int most)
    {
        if (Member(name) is not { } member)
            return byDefault;
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var value) && value >= least && value <= most
            ? value
            : throw Wrong(name, $"a whole number from {Text(least)} to {Text(most)}", member);
    }

    public Uri Url(string name, Uri byDefault, params string[] schemes)
    {
        if (Member(name) is not { } member)
            return byDefault;
        return member.ValueKind == JsonValueKind.String && Uri.TryCreate(member.GetString(), UriKind.Absolute, out var url)
            && schemes.Contains(url.Scheme) && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            ? url
            : throw new ExchangeSettingsException($"market.{name}: expected a URL that begins with {string.Join(":// or ", schemes)}://, as in {byDefault}, found {(member.GetRawText().Contains('@') ? "one with a password" : member.GetRawText())}");
    }

    public SecretPlace Place(string name, string variableByDefault)
    {
        var variable = Name(name + "_env", "the name of an environment variable, of upper-case letters, digits and _");
        var file = Name(name + "_file", "the path of a file");
        if (variable is not null && file is not null)
            throw new ExchangeSettingsException($"market.{name}_env and market.{name}_file are both given; give one");
        return new SecretPlace(name, variable ?? variableByDefault, file);
    }

    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private string? Name(string name, string expected)
    {
        if (Member(name) is not { } member)
            return null;
        // What is found here may be the secret itself, put in the wrong place: it is not repeated. MEXC's have lower-case letters.
        return member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text && (expected.EndsWith("file", StringComparison.Ordinal) || IsVariable(text))
            ? text
            : throw new ExchangeSettingsException($"market.{name}: expected {expected}, found something else (not shown: it may be a secret)");
    }

    private static bool IsVariable(string text) => text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_') && !char.IsAsciiDigit(text[0]);

    private JsonElement? Member(string name) => market.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static ExchangeSettingsException Wrong(string name, string expected, JsonElement found) =>
        new($"market.{name}: expected {expected}, found {found.GetRawText()}");
}
