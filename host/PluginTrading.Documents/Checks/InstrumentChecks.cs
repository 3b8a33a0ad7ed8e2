using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Checks;

/// <summary>Checks an instrument file: its schema, that every number is held exactly, and that its parts fit together.</summary>
internal static class InstrumentChecks
{
    private static readonly string[] Decimals =
        ["price_tick", "quantity_step", "contract_size", "min_quantity", "min_notional", "mmr", "liquidation_fee_rate", "taker_fee_pct", "maker_fee_pct"];

    public static void Run(DocumentScope scope, JsonSource source)
    {
        var diagnostics = scope.Diagnostics;
        SchemaCheck.Run(scope.Schemas.Document(DocumentKind.Instrument), source.Root, diagnostics);
        var fields = new FieldReader(source.Root, diagnostics);
        foreach (var name in Decimals)
            fields.Decimal(name);
        if (fields.Text("symbol") is { } symbol && fields.Text("base") is { } baseAsset && fields.Text("quote") is { } quote && symbol != $"{baseAsset}_{quote}")
        {
            diagnostics.Error(
                DiagnosticRule.SymbolDoesNotFit, "$.symbol", $"'symbol' is '{symbol}', but 'base' and 'quote' make '{baseAsset}_{quote}'", new(symbol, [$"{baseAsset}_{quote}"]));
        }

        if (fields.Decimal("min_quantity") is { } smallest && fields.Decimal("quantity_step") is { } step && step > 0 && smallest % step != 0)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.min_quantity", FormattableString.Invariant($"'min_quantity' is {smallest}, which is no multiple of 'quantity_step' {step}: the next multiple is the smallest order"));
    }
}
