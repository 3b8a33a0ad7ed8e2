using System.Text.Json.Nodes;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Writes a strategy as the document that says the same. A section of code, which JSON cannot hold, is written as a plugin's section named <c>code/section</c>.</summary>
internal static class StrategyWriter
{
    public static JsonObject Write(StrategyDefinition strategy)
    {
        var document = new JsonObject
        {
            ["strategy_name"] = strategy.Name,
            ["enabled"] = strategy.Enabled,
            ["direction"] = strategy.Direction.ToString().ToUpperInvariant(),
            ["global_limits"] = Limits(strategy.Limits),
        };
        if (strategy.RiskAdjustment is { } adjustment)
            document["risk_adjustment"] = Adjustment(adjustment);
        Add(document, SectionKind.S1, strategy.SignalDetection);
        Add(document, SectionKind.O1, strategy.SignalCancellation);
        Add(document, SectionKind.Z1, strategy.EntryConditions);
        Add(document, SectionKind.ZE1, strategy.CloseOrderDetection);
        Add(document, SectionKind.E1, strategy.EmergencyExit);
        return document;
    }

    private static JsonObject Limits(StrategyLimits limits) => new()
    {
        ["base_size"] = limits.BaseSize,
        ["leverage"] = limits.Leverage,
        ["min_position_size"] = limits.MinPositionSize,
        ["max_position_size"] = limits.MaxPositionSize,
        ["stop_loss_pct"] = Number(limits.StopLossPct),
        ["take_profit_pct"] = Number(limits.TakeProfitPct),
        ["signal_timeout_seconds"] = Number(limits.SignalTimeoutSeconds),
        ["max_position_age_seconds"] = Number(limits.MaxPositionAgeSeconds),
        ["entry_order_type"] = Word(limits.EntryOrderType),
        ["close_order_type"] = Word(limits.CloseOrderType),
        ["entry_limit_offset_pct"] = limits.EntryLimitOffsetPct,
        ["order_timeout_seconds"] = Number(limits.OrderTimeoutSeconds),
    };

    private static JsonObject Adjustment(RiskAdjustment adjustment)
    {
        var result = new JsonObject { ["indicator"] = Indicator(adjustment.Indicator) };
        if (adjustment.SizeMultiplier is { } size)
            result["size_multiplier"] = Points(size);
        if (adjustment.ClosePriceAdjustmentPct is { } close)
            result["close_price_adjustment_pct"] = Points(close);
        return result;
    }

    private static void Add(JsonObject document, SectionKind kind, SectionDefinition? section)
    {
        if (section is null)
            return;
        var result = section is ConditionSection conditions ? Group(conditions.Group) : new JsonObject { ["plugin"] = "code/section" };
        if (section.MinConfidence != 0)
            result["min_confidence"] = Number(section.MinConfidence);
        if (section.CooldownSeconds is { } cooldown)
            result["cooldown_seconds"] = Number(cooldown);
        document[SectionField.Of(kind)] = result;
    }

    private static JsonObject Group(ConditionGroup group) => new()
    {
        ["logic"] = group.Logic == ConditionLogic.Any ? "any" : "all",
        ["conditions"] = new JsonArray([.. group.Conditions.Select(node => node is ConditionGroup inner ? Group(inner) : Condition((Condition)node))]),
    };

    private static JsonObject Condition(Condition condition)
    {
        var result = Indicator(condition.Indicator);
        result["operator"] = ConditionWords.Of(condition.Operator);
        var takesTwo = condition.UpperValue is not null || condition.Operator is ConditionOperator.Between or ConditionOperator.Outside;
        result["value"] = takesTwo ? new JsonArray(Number(condition.Value), Number(condition.UpperValue)) : Number(condition.Value);
        return result;
    }

    private static JsonObject Indicator(IndicatorReference indicator)
    {
        var result = new JsonObject { ["condition_type"] = indicator.Name };
        if (indicator.Parameters.Count > 0)
            result["parameters"] = Parameters(indicator.Parameters);
        return result;
    }

    private static JsonObject Parameters(IReadOnlyList<(string Name, double Value)> parameters)
    {
        var result = new JsonObject();
        foreach (var (name, value) in parameters)
            result.Add(name, Number(value));
        return result;
    }

    private static JsonArray Points(Curve curve) => new([.. curve.Points.Select(p => new JsonArray(Number(p.X), Number(p.Y)))]);

    private static string Word(OrderType type) => type.ToString().ToUpperInvariant();

    /// <summary>JSON has no NaN and no infinity; they become null, which the reader then refuses by name.</summary>
    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
