using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Instruments;

/// <summary>
/// An instrument as this program writes it: in the manifest of a data set, and as a file to begin with. Decimals are texts, so that no program rounds
/// them. Files that people write are read by PluginTrading.Documents, which accepts this form too.
/// </summary>
public static class InstrumentJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The text of a file: two spaces of indent, what is absent left out.</summary>
    public static string Format(Instrument instrument)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
            Write(writer, instrument);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
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
        if (instrument.MaxQuantity is { } largest)
            writer.WriteString("max_quantity", Text(largest));
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

    /// <summary>Reads what <see cref="Write"/> wrote. Ranges are not checked again: the manifest's digest tells a change.</summary>
    /// <exception cref="FormatException">A value is not what <see cref="Write"/> writes.</exception>
    /// <exception cref="InvalidOperationException">A value is of another JSON type.</exception>
    /// <exception cref="KeyNotFoundException">A field is missing.</exception>
    internal static Instrument Read(JsonElement element) => new()
    {
        Symbol = Symbol(element),
        Base = element.GetProperty("base").GetString()!,
        Quote = element.GetProperty("quote").GetString()!,
        PriceTick = Decimal(element, "price_tick"),
        QuantityStep = Decimal(element, "quantity_step"),
        ContractSize = Decimal(element, "contract_size"),
        MinQuantity = Decimal(element, "min_quantity"),
        MaxQuantity = element.TryGetProperty("max_quantity", out _) ? Decimal(element, "max_quantity") : null,
        MinNotional = Decimal(element, "min_notional"),
        MaxLeverage = element.GetProperty("max_leverage").GetInt32(),
        MaintenanceMarginRate = Decimal(element, "mmr"),
        LiquidationFeeRate = Decimal(element, "liquidation_fee_rate"),
        TakerFeePct = element.TryGetProperty("taker_fee_pct", out _) ? Decimal(element, "taker_fee_pct") : null,
        MakerFeePct = element.TryGetProperty("maker_fee_pct", out _) ? Decimal(element, "maker_fee_pct") : null,
        SpreadPct = element.TryGetProperty("spread_pct", out var spread) ? spread.GetDouble() : null,
    };

    private static string Symbol(JsonElement element)
    {
        var symbol = element.GetProperty("symbol").GetString();
        return SymbolForm.Fits(symbol) ? symbol! : throw new FormatException($"'symbol' is '{symbol}'; expected {SymbolForm.Expected}.");
    }

    private static decimal Decimal(JsonElement element, string name)
    {
        var text = element.GetProperty(name).GetString();
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{name}' is '{text}'; expected a number in plain decimals.");
    }

    private static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
