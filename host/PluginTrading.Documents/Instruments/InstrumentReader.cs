using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Documents.Instruments;

/// <summary>Reads an instrument file: checks its schema, that every number is held exactly, and that its parts fit together.</summary>
internal static class InstrumentReader
{
    private static readonly Instrument Defaults = new() { Symbol = "", Base = "", Quote = "", PriceTick = 0, QuantityStep = 0 };

    public static Instrument? Read(DocumentScope scope, JsonSource source)
    {
        var diagnostics = scope.Diagnostics;
        SchemaCheck.Run(scope.Schemas.Document(DocumentKind.Instrument), source.Root, diagnostics);
        var instrument = Build(new FieldReader(source.Root, diagnostics));
        Check(instrument, diagnostics);
        return diagnostics.HasErrors ? null : instrument;
    }

    /// <summary>What the fields say; a field with an error is left at its default.</summary>
    private static Instrument Build(FieldReader fields) => Defaults with
    {
        Symbol = fields.Text("symbol") ?? "",
        Base = fields.Text("base") ?? "",
        Quote = fields.Text("quote") ?? "",
        PriceTick = fields.Decimal("price_tick") ?? 0,
        QuantityStep = fields.Decimal("quantity_step") ?? 0,
        ContractSize = fields.Decimal("contract_size") ?? Defaults.ContractSize,
        MinQuantity = fields.Decimal("min_quantity") ?? Defaults.MinQuantity,
        MinNotional = fields.Decimal("min_notional") ?? Defaults.MinNotional,
        MaxLeverage = fields.Integer("max_leverage") ?? Defaults.MaxLeverage,
        MaintenanceMarginRate = fields.Decimal("mmr") ?? Defaults.MaintenanceMarginRate,
        LiquidationFeeRate = fields.Decimal("liquidation_fee_rate") ?? Defaults.LiquidationFeeRate,
        TakerFeePct = fields.Decimal("taker_fee_pct"),
        MakerFeePct = fields.Decimal("maker_fee_pct"),
        SpreadPct = (double?)fields.Decimal("spread_pct"),
    };

    private static void Check(Instrument instrument, DiagnosticList diagnostics)
    {
        var symbol = $"{instrument.Base}_{instrument.Quote}";
        if (instrument.Symbol.Length > 0 && instrument.Base.Length > 0 && instrument.Quote.Length > 0 && instrument.Symbol != symbol)
            diagnostics.Error(DiagnosticRule.SymbolDoesNotFit, "$.symbol", $"'symbol' is '{instrument.Symbol}', but 'base' and 'quote' make '{symbol}'", new(instrument.Symbol, [symbol]));
        if (instrument.QuantityStep > 0 && instrument.MinQuantity % instrument.QuantityStep != 0)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.min_quantity", FormattableString.Invariant($"'min_quantity' is {instrument.MinQuantity}, which is no multiple of 'quantity_step' {instrument.QuantityStep}: the next multiple is the smallest order"));
    }
}
