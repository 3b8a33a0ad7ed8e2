using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Documents.Json;

/// <summary>Reads the fields of one object that the schema has passed. A field that is null or left out gives what <see langword="null"/> gives.</summary>
internal sealed class FieldReader(SourceValue? owner, DiagnosticList diagnostics)
{
    public double? Double(string name) => Usable(name)?.Double();

    /// <summary>A whole number that the schema keeps within <see cref="int"/>.</summary>
    public int? Integer(string name) => Decimal(name) is { } value ? ToInteger(name, value) : null;

    public bool? Boolean(string name) => Usable(name) is { } value ? value.Kind == JsonValueKind.True : null;

    public string? Text(string name) => Usable(name)?.Text;

    public Direction? Direction(string name) => Usable(name)?.Text switch
    {
        "LONG" => Sdk.MarketData.Direction.Long,
        "SHORT" => Sdk.MarketData.Direction.Short,
        "BOTH" => Sdk.MarketData.Direction.Both,
        _ => null,
    };

    /// <summary>A number, or a text that is one, exactly as written.</summary>
    public decimal? Decimal(string name)
    {
        if (Usable(name) is not { } value)
            return null;
        if (ExactDecimal.TryParse(value.Text, out var exact))
            return exact;
        diagnostics.Error(DiagnosticRule.NumberNotHeld, value.Path, $"'{name}' is {value.Describe()}, which cannot be kept exactly: a number has at most 28 digits behind the point and must be below 7.9e28", new(value.Text));
        return null;
    }

    private int? ToInteger(string name, decimal value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
            return (int)value;
        diagnostics.Error(DiagnosticRule.OutOfRange, Usable(name)!.Path, $"'{name}' is {value}; allowed is at most {int.MaxValue}");
        return null;
    }

    private SourceValue? Usable(string name) =>
        owner is { Kind: JsonValueKind.Object } && owner[name] is { Kind: not JsonValueKind.Null } value && diagnostics.IsClean(value) ? value : null;
}
