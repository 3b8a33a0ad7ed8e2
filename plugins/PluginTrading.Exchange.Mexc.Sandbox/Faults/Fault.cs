using System.Globalization;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox.Faults;

/// <summary>A fault that was asked for, and how much of it is left.</summary>
internal sealed class Fault
{
    private readonly Dictionary<string, string> _values;

    private Fault(FaultKind kind, string text, Dictionary<string, string> values)
    {
        Kind = kind;
        Text = text;
        _values = values;
        AtSeconds = Number("at", 0, double.MaxValue);
        ForSeconds = Number("for", 0, 1e9);
        Chance = Number("chance", 0, 1) ?? 1;
        Left = (long?)Number("count", 1, 1e9, isWhole: true) ?? (kind.Mode == FaultMode.Lasting || (ForSeconds is not null && !IsSilence) ? long.MaxValue : 1);
    }

    public FaultKind Kind { get; }

    public string Name => Kind.Name;

    /// <summary>As it was asked for.</summary>
    public string Text { get; }

    /// <summary>Market time since the first event at which it begins.</summary>
    public double? AtSeconds { get; }

    /// <summary>Wall time that it lasts from its beginning; for a silence, that the silence lasts.</summary>
    public double? ForSeconds { get; }

    /// <summary>Probability of each use.</summary>
    public double Chance { get; }

    /// <summary>Uses left.</summary>
    public long Left { get; set; }

    /// <summary>Uses so far.</summary>
    public long Used { get; set; }

    /// <summary>Elapsed wall seconds at its beginning; <see langword="null"/> before.</summary>
    public double? BeganAt { get; set; }

    /// <summary>Whether <c>for</c> is the length of what each use causes.</summary>
    public bool IsSilence => Name is FaultCatalog.SilentSocket or FaultCatalog.SilentPublic or FaultCatalog.SilentPrivate;

    public string? Symbol => _values.GetValueOrDefault("symbol");

    /// <summary>Text that the place where it strikes must hold: a path, or for pushes <c>deals</c>.</summary>
    public string? Place => _values.GetValueOrDefault("endpoint") ?? _values.GetValueOrDefault("only");

    public bool IsShort => _values.GetValueOrDefault("side") == "short";

    public decimal? Contracts => (decimal?)Number("contracts", 0, 1e9);

    public double Milliseconds(double otherwise) => Number("ms", -1e9, 1e9) ?? otherwise;

    public int Whole(string key, int otherwise) => (int?)Number(key, 1, 1e9, isWhole: true) ?? otherwise;

    /// <exception cref="ExchangeSettingsException">The text is not a fault.</exception>
    public static Fault Parse(string text, IReadOnlyCollection<string> symbols)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            throw new ExchangeSettingsException("a fault needs a name; found an empty text");
        var kind = FaultCatalog.Find(words[0]) ?? throw new ExchangeSettingsException(
            $"fault {words[0]} is unknown; known are {string.Join(", ", FaultCatalog.All.Select(k => k.Name))}");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words[1..])
        {
            var parts = word.Split('=', 2);
            string[] known = [.. kind.Keys, "count", "for", "at", "chance"];
            if (parts.Length != 2 || parts[1].Length == 0 || !known.Contains(parts[0]))
                throw new ExchangeSettingsException($"fault {kind.Name}: found '{word}', expected key=value with a key of {string.Join(", ", known)}");
            if (!values.TryAdd(parts[0], parts[1]))
                throw new ExchangeSettingsException($"fault {kind.Name}: {parts[0]} is there twice");
        }

        Check(kind, values, symbols);
        var fault = new Fault(kind, string.Join(' ', words), values);
        foreach (var key in values.Keys)
            fault.Check(key);
        return fault;
    }

    private static void Check(FaultKind kind, Dictionary<string, string> values, IReadOnlyCollection<string> symbols)
    {
        if (values.TryGetValue("symbol", out var symbol) && !symbols.Contains(symbol))
            throw new ExchangeSettingsException($"fault {kind.Name}: symbol {symbol} is unknown; known are {string.Join(", ", symbols)}");
        if (values.TryGetValue("side", out var side) && side is not ("long" or "short"))
            throw new ExchangeSettingsException($"fault {kind.Name}: side must be long or short; found {side}");
        if (values.TryGetValue("only", out var only) && only != "deals")
            throw new ExchangeSettingsException($"fault {kind.Name}: only must be deals; found {only}");
    }

    /// <summary>Finds a wrong number now, not when the fault strikes.</summary>
    private void Check(string key) => _ = key switch
    {
        "ms" => Milliseconds(0),
        "contracts" => (double?)Contracts,
        "status" => Number(key, 400, 599, isWhole: true),
        "parts" or "code" => Whole(key, 0),
        _ => null,
    };

    private double? Number(string key, double from, double to, bool isWhole = false)
    {
        if (!_values.TryGetValue(key, out var text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to && (!isWhole || number == Math.Floor(number)))
            return number;
        var most = to >= 1e9 ? "" : " to " + to.ToString(CultureInfo.InvariantCulture);
        throw new ExchangeSettingsException($"fault {Name}: {key} must be a {(isWhole ? "whole " : "")}number from {from.ToString(CultureInfo.InvariantCulture)}{most}; found {text}");
    }
}
