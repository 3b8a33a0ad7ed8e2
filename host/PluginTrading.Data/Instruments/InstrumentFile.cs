using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Instruments;

/// <summary>
/// An instrument as JSON. Required: <c>symbol</c>, <c>base</c>, <c>quote</c>, <c>price_tick</c>, <c>quantity_step</c>. Optional, with the defaults of
/// <see cref="Instrument"/>: <c>contract_size</c>, <c>min_quantity</c>, <c>min_notional</c>, <c>max_leverage</c>, <c>mmr</c>, <c>liquidation_fee_rate</c>,
/// <c>taker_fee_pct</c>, <c>maker_fee_pct</c>, <c>spread_pct</c>. Numbers may be written as texts, and are so written here. Unknown fields are errors.
/// </summary>
public static class InstrumentFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly string[] Fields =
    [
        "symbol", "base", "quote", "price_tick", "quantity_step", "contract_size", "min_quantity", "min_notional", "max_leverage", "mmr",
        "liquidation_fee_rate", "taker_fee_pct", "maker_fee_pct", "spread_pct",
    ];

    /// <summary>Reads an instrument file.</summary>
    /// <exception cref="DataSetException">It is not a valid instrument; the text lists everything that is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Instrument Read(string path)
    {
        if (!File.Exists(path))
        {
            var example = new Instrument { Symbol = "BTC_USDT", Base = "BTC", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 0.0001m, MinQuantity = 0.0001m };
            throw new FileNotFoundException($"{path}: {(Directory.Exists(path) ? "is a folder" : "does not exist")}; expected a file with the rules of a contract as JSON, such as\n{Format(example)}");
        }

        if (new FileInfo(path).Length > 1 << 20)
            throw new DataSetException($"{path}: is larger than 1 MiB; expected an instrument as JSON.");
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Parses the text of an instrument file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="DataSetException">It is not a valid instrument; the text lists everything that is wrong.</exception>
    public static Instrument Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return Parse(document.RootElement, source);
        }
        catch (JsonException exception)
        {
            throw new DataSetException($"{source}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}: is not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>The file's text: two spaces of indent, numbers as texts, absent fees and spread left out.</summary>
    public static string Format(Instrument instrument)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
            Write(writer, instrument);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    internal static Instrument Parse(JsonElement element, string source)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new DataSetException($"{source}: is a JSON {element.ValueKind}; expected an object with {string.Join(", ", Fields[..5])}, …");
        var errors = new List<string>();
        var fields = new InstrumentFields(element, Fields, errors);
        var instrument = Build(fields);
        CheckSymbol(instrument, errors);
        if (errors.Count > 0)
            throw new DataSetException($"{source}: {string.Join($"\n{source}: ", errors)}");
        return instrument;
    }

    internal static void Write(Utf8JsonWriter writer, Instrument instrument)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", instrument.Symbol);
        writer.WriteString("base", instrument.Base);
        writer.WriteString("quote", instrument.Quote);
        writer.WriteString("price_tick", Text(instrument.PriceTick));
        writer.WriteString("quantity_step", Text(instrument.QuantityStep));
        writer.WriteString("contract_size", Text(instrument.ContractSize));
        writer.WriteString("min_quantity", Text(instrument.MinQuantity));
        writer.WriteString("min_notional", Text(instrument.MinNotional));
        writer.WriteNumber("max_leverage", instrument.MaxLeverage);
        writer.WriteString("mmr", Text(instrument.MaintenanceMarginRate));
        writer.WriteString("liquidation_fee_rate", Text(instrument.LiquidationFeeRate));
        if (instrument.TakerFeePct is { } taker)
            writer.WriteString("taker_fee_pct", Text(taker));
        if (instrument.MakerFeePct is { } maker)
            writer.WriteString("maker_fee_pct", Text(maker));
        if (instrument.SpreadPct is { } spread)
            writer.WriteNumber("spread_pct", spread);
        writer.WriteEndObject();
    }

    private static Instrument Build(InstrumentFields fields)
    {
        var defaults = new Instrument { Symbol = "", Base = "", Quote = "", PriceTick = 0, QuantityStep = 0 };
        return defaults with
        {
            Symbol = fields.Text("symbol"),
            Base = fields.Text("base"),
            Quote = fields.Text("quote"),
            PriceTick = fields.Required("price_tick", v => v > 0, "a number > 0, quote currency"),
            QuantityStep = fields.Required("quantity_step", v => v > 0, "a number > 0, base asset"),
            ContractSize = fields.Optional("contract_size", v => v > 0, "a number > 0, base asset per contract") ?? defaults.ContractSize,
            MinQuantity = fields.Optional("min_quantity", v => v >= 0, "a number ≥ 0, base asset") ?? defaults.MinQuantity,
            MinNotional = fields.Optional("min_notional", v => v >= 0, "a number ≥ 0, quote currency") ?? defaults.MinNotional,
            MaxLeverage = (int?)fields.Optional("max_leverage", v => v is >= 1 and <= 200 && v == Math.Floor(v), "a whole number from 1 to 200") ?? defaults.MaxLeverage,
            MaintenanceMarginRate = fields.Optional("mmr", v => v is >= 0 and < 1, "a fraction ≥ 0 and < 1") ?? defaults.MaintenanceMarginRate,
            LiquidationFeeRate = fields.Optional("liquidation_fee_rate", v => v is >= 0 and < 1, "a fraction ≥ 0 and < 1") ?? defaults.LiquidationFeeRate,
            TakerFeePct = fields.Optional("taker_fee_pct", v => v is > -100 and < 100, "a percentage between -100 and 100"),
            MakerFeePct = fields.Optional("maker_fee_pct", v => v is > -100 and < 100, "a percentage between -100 and 100"),
            SpreadPct = (double?)fields.Optional("spread_pct", v => v is >= 0 and < 100, "a percentage ≥ 0 and < 100"),
        };
    }

    /// <summary>A symbol names a folder, so only letters, digits and underscores may be in it.</summary>
    private static void CheckSymbol(Instrument instrument, List<string> errors)
    {
        if (instrument.Symbol.Length == 0 || instrument.Base.Length == 0 || instrument.Quote.Length == 0)
            return;
        var expected = $"{instrument.Base}_{instrument.Quote}";
        if (instrument.Symbol.Length > 64 || !instrument.Symbol.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            errors.Add($"field 'symbol' is \"{instrument.Symbol}\"; expected at most 64 letters, digits and underscores");
        else if (instrument.Symbol != expected && !instrument.Symbol.StartsWith(expected + "_", StringComparison.Ordinal))
            errors.Add($"field 'symbol' is \"{instrument.Symbol}\"; expected \"{expected}\" from base and quote");
    }

    private static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
