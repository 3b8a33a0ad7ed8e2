using System.Globalization;
using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Documents.Instruments;

/// <summary>Reads an instrument file and checks its schema, that every number is held exactly, and that its parts fit together.</summary>
internal static class InstrumentReader
{
    /// <summary>The instrument, or <see langword="null"/> when it has an error. What is left out has the default of <see cref="Instrument"/>.</summary>
    public static Instrument? Read(DocumentScope scope, JsonSource source)
    {
        var diagnostics = scope.Diagnostics;
        if (DocumentKindOf.Source(source.Root) is { } kind and not DocumentKind.Instrument)
        {
            diagnostics.Error(DiagnosticRule.UnknownKind, "$", $"this is a {kind.ToString().ToLowerInvariant()} by its fields or its \"$schema\"; expected is an instrument");
            return null;
        }

        SchemaCheck.Run(scope.Schemas.Document(DocumentKind.Instrument), source.Root, diagnostics);
        var instrument = Build(new FieldReader(source.Root, diagnostics));
        if (source.Root.Kind == JsonValueKind.Object)
            Check(instrument, source.Root, diagnostics);
        return diagnostics.HasErrors ? null : instrument;
    }

    private static Instrument Build(FieldReader fields)
    {
        var defaults = new Instrument { Symbol = "", Base = "", Quote = "", PriceTick = 0, QuantityStep = 0 };
        return defaults with
        {
            Symbol = fields.Text("symbol") ?? "",
            Base = fields.Text("base") ?? "",
            Quote = fields.Text("quote") ?? "",
            PriceTick = fields.Decimal("price_tick") ?? 0,
            QuantityStep = fields.Decimal("quantity_step") ?? 0,
            ContractSize = fields.Decimal("contract_size") ?? defaults.ContractSize,
            MinQuantity = fields.Decimal("min_quantity") ?? defaults.MinQuantity,
            MaxQuantity = fields.Decimal("max_quantity"),
            MinNotional = fields.Decimal("min_notional") ?? defaults.MinNotional,
            MaxLeverage = fields.Integer("max_leverage") ?? defaults.MaxLeverage,
            MaintenanceMarginRate = fields.Decimal("mmr") ?? defaults.MaintenanceMarginRate,
            LiquidationFeeRate = fields.Decimal("liquidation_fee_rate") ?? defaults.LiquidationFeeRate,
            TakerFeePct = fields.Decimal("taker_fee_pct"),
            MakerFeePct = fields.Decimal("maker_fee_pct"),
            SpreadPct = fields.Text("spread_pct") is { } spread ? double.Parse(spread, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
        };
    }

    private static void Check(Instrument instrument, SourceValue root, DiagnosticList diagnostics)
    {
        var expected = $"{instrument.Base}_{instrument.Quote}";
        if (instrument is { Symbol: not "", Base: not "", Quote: not "" } && instrument.Symbol != expected)
        {
            diagnostics.Error(
                DiagnosticRule.SymbolDoesNotFit, "$.symbol", $"'symbol' is '{instrument.Symbol}', but 'base' and 'quote' make '{expected}'", new(instrument.Symbol, [expected]));
        }

        if (instrument.MaxQuantity is { } largest && Math.Max(instrument.MinQuantity, instrument.QuantityStep) is var smallest && largest < smallest)
        {
            diagnostics.Error(
                DiagnosticRule.QuantitiesReversed, "$.max_quantity",
                FormattableString.Invariant($"'max_quantity' is {largest}, below the smallest order of {smallest}"));
        }

        if (root["min_quantity"] is not null && instrument.QuantityStep > 0 && instrument.MinQuantity % instrument.QuantityStep != 0)
        {
            diagnostics.Warning(
                DiagnosticRule.NoEffect, "$.min_quantity",
                FormattableString.Invariant($"'min_quantity' is {instrument.MinQuantity}, which is no multiple of 'quantity_step' {instrument.QuantityStep}: the next multiple is the smallest order"));
        }
    }
}
