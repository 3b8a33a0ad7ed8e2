using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Schemas;
using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>Checks what the parts of a strategy mean, alone and together. Parts that are missing are left out.</summary>
internal static class StrategyChecks
{
    public static void Run(DiagnosticList diagnostics, ComposedSchemas schemas, StrategyParts parts)
    {
        var values = new KnownValues(schemas);
        var conditions = new ConditionChecks(values);
        var implication = new Implication(values);
        foreach (var (path, condition) in parts.Conditions)
            conditions.Report(diagnostics, condition, path);
        foreach (var (kind, _) in SectionField.All)
        {
            if (parts.Section(kind) is ConditionSection section)
                new SectionChecks(diagnostics, values, conditions, kind).Run(section, implication);
        }

        if (parts.Direction == Direction.Both && parts.SignalsAreConditions)
        {
            diagnostics.Error(
                DiagnosticRule.BothWithoutCode, "$.direction",
                "'direction' is BOTH, but 'signal_detection' is made of conditions, which cannot name a side; write LONG or SHORT, or use a script or a plugin's section",
                new("BOTH", ["LONG", "SHORT"]));
        }

        if (parts.Limits is { } limits)
            LimitsChecks.Run(diagnostics, limits);
        CheckRiskAdjustment(diagnostics, parts);
        CheckSectionsTogether(diagnostics, implication, parts);
    }

    private static void CheckRiskAdjustment(DiagnosticList diagnostics, StrategyParts parts)
    {
        if (parts.RiskAdjustment is not { } adjustment)
            return;
        var name = adjustment.Indicator.Name;
        if (KnownValues.NeverReadyIn(name, SectionKind.Z1) is { } reason && adjustment.SizeMultiplier is not null)
        {
            diagnostics.Error(
                DiagnosticRule.NeverReady, "$.risk_adjustment.indicator.condition_type", $"'{name}' is never ready when an entry is sized, because {reason}: 'size_multiplier' would do nothing");
        }

        if (adjustment.SizeMultiplier is null && adjustment.ClosePriceAdjustmentPct is null)
            diagnostics.Warning(DiagnosticRule.NoEffect, "$.risk_adjustment", "'risk_adjustment' changes nothing: it has neither 'size_multiplier' nor 'close_price_adjustment_pct'", new(AboutName: true));
    }

    private static void CheckSectionsTogether(DiagnosticList diagnostics, Implication implication, StrategyParts parts)
    {
        if (Holds(SectionKind.S1, SectionKind.O1))
        {
            diagnostics.Error(
                DiagnosticRule.CancelsAtOnce, "$.signal_cancellation",
                "'signal_cancellation' is true whenever 'signal_detection' is, so every signal would be cancelled at once", new(AboutName: true));
        }

        foreach (var closing in (SectionKind[])[SectionKind.ZE1, SectionKind.E1])
        {
            if (Holds(SectionKind.Z1, closing))
            {
                var name = SectionField.Of(closing);
                diagnostics.Warning(
                    DiagnosticRule.ClosesAtOnce, $"$.{name}", $"'{name}' is true whenever 'entry_conditions' is, so positions would be closed as soon as they are open", new(AboutName: true));
            }
        }

        // A true section of conditions has a confidence of at least 0.5, so a smaller minimum of the conclusion does not matter.
        bool Holds(SectionKind premise, SectionKind conclusion) =>
            parts.Section(premise) is ConditionSection given && parts.Section(conclusion) is ConditionSection { MinConfidence: <= 0.5 } following
            && implication.Holds(given.Group, following.Group);
    }
}
