using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Instruments;

/// <summary>
/// An instrument as a data set's manifest holds it and as an instrument file is proposed: every field, numbers as texts, absent fees and spread
/// left out. Files that people write are read by the documents project.
/// </summary>
public static class InstrumentJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The text of an instrument file, two spaces of indent.</summary>
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

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">A field is not as it is written.</exception>
    /// <exception cref="KeyNotFoundException">A field is missing.</exception>
    /// <exception cref="InvalidOperationException">A field is of another JSON type.</exception>
    internal static Instrument Parse(JsonElement element) => new()
    {
        Symbol = element.GetProperty("symbol").GetString()!,
        Base = element.GetProperty("base").GetString()!,
        Quote = element.GetProperty("quote").GetString()!,
        PriceTick = Number(element.GetProperty("price_tick")),
        QuantityStep = Number(element.GetProperty("quantity_step")),
        ContractSize = Number(element.GetProperty("contract_size")),
        MinQuantity = Number(element.GetProperty("min_quantity")),
        MinNotional = Number(element.GetProperty("min_notional")),
        MaxLeverage = element.GetProperty("max_leverage").GetInt32(),
        MaintenanceMarginRate = Number(element.GetProperty("mmr")),
        LiquidationFeeRate = Number(element.GetProperty("liquidation_fee_rate")),
        TakerFeePct = element.TryGetProperty("taker_fee_pct", out var taker) ? Number(taker) : null,
        MakerFeePct = element.TryGetProperty("maker_fee_pct", out var maker) ? Number(maker) : null,
        SpreadPct = element.TryGetProperty("spread_pct", out var spread) ? spread.GetDouble() : null,
    };

    private static decimal Number(JsonElement element) => decimal.Parse(
        element.GetString() ?? "", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
