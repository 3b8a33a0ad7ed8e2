using System.Text.Json;
using PluginTrading.Documents.Checks;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reads a strategy document: schema, then components and parameters, then what the parts mean together.</summary>
internal static class StrategyReader
{
    /// <summary>The strategy, or <see langword="null"/> when the document has an error.</summary>
    public static StrategyDefinition? Read(DocumentScope scope, JsonSource source)
    {
        var root = source.Root;
        SchemaCheck.Run(scope.Schemas.Document(DocumentKind.Strategy), root, scope.Diagnostics);
        if (root.Kind != JsonValueKind.Object)
            return null;
        var fields = new FieldReader(root, scope.Diagnostics);
        var sections = new Dictionary<SectionKind, SectionDefinition>();
        var reader = new SectionReader(scope);
        foreach (var (kind, name) in SectionField.All)
        {
            if (reader.Read(root[name], kind) is { } section)
                sections.Add(kind, section);
        }

        var parts = new StrategyParts
        {
            Name = fields.Text("strategy_name"),
            Enabled = fields.Boolean("enabled") ?? true,
            Direction = fields.Direction("direction"),
            SignalsAreConditions = root[SectionField.Of(SectionKind.S1)]?["conditions"] is not null,
            Conditions = scope.Conditions,
            Limits = LimitsReader.Read(scope, root["global_limits"]),
            RiskAdjustment = RiskAdjustment(scope, root["risk_adjustment"]),
            Sections = sections,
        };
        StrategyChecks.Run(scope.Diagnostics, scope.Schemas, parts);
        return scope.Diagnostics.HasErrors ? null : parts.Whole();
    }

    private static RiskAdjustment? RiskAdjustment(DocumentScope scope, SourceValue? value)
    {
        if (value is not { Kind: JsonValueKind.Object })
            return null;
        var size = CurveReader.Read(scope, value["size_multiplier"], 0, 1e6);
        var close = CurveReader.Read(scope, value["close_price_adjustment_pct"], -99, 99);
        var indicator = value["indicator"] is { Kind: JsonValueKind.Object } reference ? new ConditionReader(scope).Indicator(reference) : null;
        return indicator is null || !scope.Diagnostics.IsClean(value)
            ? null
            : new RiskAdjustment { Indicator = indicator, SizeMultiplier = size, ClosePriceAdjustmentPct = close };
    }
}
