using System.Globalization;
using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Parameters of a request by name, from its query or its JSON object. A value of the wrong form is noted, not thrown.</summary>
internal sealed class RequestFields
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>By name; <see langword="null"/> where the request has an object or a list.</summary>
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    public RequestFields(IEnumerable<KeyValuePair<string, string>> query)
    {
        foreach (var (name, value) in query)
            _values[name] = value;
    }

    public RequestFields(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            IsMalformed = body.ValueKind != JsonValueKind.Undefined;
            return;
        }

        foreach (var property in body.EnumerateObject())
        {
            _values[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Object or JsonValueKind.Array => null,
                _ => property.Value.GetRawText(),
            };
        }
    }

    /// <summary>Whether a value that was asked for is not of the form it must have.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The first of the names that is there and not empty.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_values.TryGetValue(name, out var value))
                continue;
            IsMalformed |= value is null;
            if (value is { Length: > 0 })
                return value;
        }

        return null;
    }

    public decimal? Decimal(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest)
            return number;
        IsMalformed = true;
        return null;
    }

    public long? Long(params ReadOnlySpan<string> names)
    {
        if (Text(names) is not { } text)
            return null;
        // Clients that count in floating point say 20.0.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue)
            return (long)number;
        IsMalformed = true;
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        IsMalformed |= text is not ("0" or "1");
        return text == "1";
    }
}
