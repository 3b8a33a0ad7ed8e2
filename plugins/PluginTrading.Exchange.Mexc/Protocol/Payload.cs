using System.Globalization;
using System.Text.Json;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Protocol;

/// <summary>A value in a reply or frame, read strictly: what is not there or not as expected is a <see cref="PayloadException"/>. Numbers may come as text.</summary>
/// <param name="element">The value.</param>
/// <param name="name">The member that it is, for messages.</param>
internal readonly struct Payload(JsonElement element, string name = "payload")
{
    private const int MostShown = 60;

    /// <summary>A member; missing when this is no object or has none of that name.</summary>
    public Payload this[string member] =>
        new(element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value : default, member);

    /// <summary>An element of an array; missing when there is none.</summary>
    public Payload this[int index] =>
        new(element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength() ? element[index] : default, name);

    /// <summary>Whether it is absent or null.</summary>
    public bool IsMissing => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    /// <summary>The elements of an array.</summary>
    public IEnumerable<Payload> Items()
    {
        if (!IsArray)
            throw Wrong("an array");
        var itemName = name;
        return element.EnumerateArray().Select(e => new Payload(e, itemName));
    }

    public string Text() => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => throw Wrong("a text"),
    };

    public string? TextOrNull() => IsMissing || (element.ValueKind == JsonValueKind.String && element.GetString()!.Length == 0) ? null : Text();

    public decimal Decimal() => TryDecimal(out var value) ? value : throw Wrong("a number");

    /// <summary>0 when it is missing.</summary>
    public decimal DecimalOrZero() => IsMissing ? 0 : Decimal();

    /// <summary>A finite number.</summary>
    public double Double() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value
        : element.ValueKind == JsonValueKind.String && double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) ? value
        : throw Wrong("a number");

    /// <summary>A finite number above 0.</summary>
    public double Positive() => Double() is > 0 and var value ? value : throw Wrong("a number above 0");

    /// <summary>Contracts, above 0, as base asset; multiplied as decimals, so that 110 × 0.0001 is 0.011.</summary>
    public double Quantity(decimal contractSize) => Decimal() is > 0 and var contracts ? (double)(contracts * contractSize) : throw Wrong("a number above 0");

    public long Long()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value))
            return value;
        return TryDecimal(out var number) && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue ? (long)number : throw Wrong("a whole number");
    }

    public int Int() => Long() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Wrong("a small whole number");

    public int IntOr(int missing) => IsMissing ? missing : Int();

    public bool BooleanOr(bool missing) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => IsMissing ? missing : throw Wrong("true or false"),
    };

    /// <summary>A time given in Unix milliseconds, 1970 to 2261.</summary>
    public Timestamp Milliseconds() =>
        Long() is >= 0 and < 9_200_000_000_000 and var value ? Timestamp.FromUnixMilliseconds(value) : throw Wrong("Unix milliseconds");

    /// <summary>A time given in Unix seconds, 1970 to 2261.</summary>
    public Timestamp Seconds() =>
        Long() is >= 0 and < 9_200_000_000 and var value ? Timestamp.FromUnixMilliseconds(value * 1000) : throw Wrong("Unix seconds");

    private bool TryDecimal(out decimal value)
    {
        value = 0;
        return element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetDecimal(out value),
            JsonValueKind.String => decimal.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value),
            _ => false,
        };
    }

    private PayloadException Wrong(string expected)
    {
        var found = element.ValueKind == JsonValueKind.Undefined ? "nothing" : element.GetRawText();
        return new($"{name}: expected {expected}, found {(found.Length > MostShown ? found[..MostShown] + "…" : found)}");
    }
}
