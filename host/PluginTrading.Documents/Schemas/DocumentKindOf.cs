using System.Text.Json;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Schemas;

/// <summary>Tells what kind a document is: by its <c>$schema</c>, else by the fields that only one kind has.</summary>
internal static class DocumentKindOf
{
    public const string Explanation =
        "this is no document of a known kind; write its \"$schema\" (ending in strategy.schema.json, session.schema.json, instrument.schema.json or plugin.schema.json), "
        + "or one of the fields 'strategy_name', 'session_type', 'price_tick' or 'entry_type'";

    private static readonly (DocumentKind Kind, string[] Fields)[] Shapes =
    [
        (DocumentKind.Session, ["session_type", "strategies", "max_concurrent_signals"]),
        (DocumentKind.Strategy, ["strategy_name", "global_limits", "signal_detection", "entry_conditions", "close_order_detection"]),
        (DocumentKind.Instrument, ["price_tick", "quantity_step", "contract_size", "min_notional"]),
        (DocumentKind.Plugin, ["entry_type", "provides"]),
    ];

    public static DocumentKind? Source(SourceValue root)
    {
        if (root["$schema"] is { Text: { Length: > 0 } schema })
        {
            foreach (var kind in Enum.GetValues<DocumentKind>())
            {
                var name = ShippedSchema.FileName(kind);
                if (schema == name || schema.EndsWith("/" + name, StringComparison.Ordinal))
                    return kind;
            }
        }

        foreach (var (kind, fields) in Shapes)
        {
            if (fields.Any(f => Has(root, f)))
                return kind;
        }

        return null;
    }

    /// <summary>The summary of a result has <c>strategies</c> too, as an object.</summary>
    private static bool Has(SourceValue root, string field) => root[field] is { } value && (field != "strategies" || value.Kind == JsonValueKind.Array);
}
