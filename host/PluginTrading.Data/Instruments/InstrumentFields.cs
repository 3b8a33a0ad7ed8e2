using System.Globalization;
using System.Text.Json;

namespace PluginTrading.Data.Instruments;

/// <summary>Takes typed fields out of a JSON object and collects everything that is wrong with it.</summary>
internal sealed class InstrumentFields
{
    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly List<string> _errors;

    public InstrumentFields(JsonElement element, IReadOnlyCollection<string> known, List<string> errors)
    {
        _errors = errors;
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                errors.Add($"unknown field '{property.Name}'{NearestName.Suggestion(property.Name, known)}");
            else if (!_values.TryAdd(property.Name, property.Value))
                errors.Add($"field '{property.Name}' is given twice");
        }
    }

    public string Text(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            _errors.Add($"field '{name}' is missing; expected a text");
            return "";
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        _errors.Add($"field '{name}' is {value.GetRawText()}; expected a text that is not empty");
        return "";
    }

    /// <summary>A number that must be there.</summary>
    public decimal Required(string name, Func<decimal, bool> accepts, string expected)
    {
        if (_values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null)
            return Optional(name, accepts, expected) ?? 0;
        _errors.Add($"field '{name}' is missing; expected {expected}");
        return 0;
    }

    /// <summary>A number as a JSON number or as a text; <see langword="null"/> when it is absent, null or wrong.</summary>
    public decimal? Optional(string name, Func<decimal, bool> accepts, string expected)
    {
        if (!_values.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && accepts(number))
        {
            return number;
        }

        _errors.Add($"field '{name}' is {value.GetRawText()}; expected {expected}");
        return null;
    }
}
