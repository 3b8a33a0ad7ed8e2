using PluginTrading.Documents.Schemas;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>What is known of a value before any market data: which instance it is, its range and where it is ready.</summary>
internal sealed class KnownValues(ComposedSchemas schemas)
{
    /// <summary><c>name(p1=v1,…)</c> with defaults filled in: two conditions with the same key read the same value.</summary>
    public string Key(IndicatorReference indicator) =>
        indicator.Name + ParameterValues.Create(schemas.ConditionTypes[indicator.Name].Parameters, indicator.Parameters);

    /// <summary>Every value that it can take.</summary>
    public ValueSet Range(IndicatorReference indicator)
    {
        var declaration = schemas.ConditionTypes[indicator.Name];
        return new ValueSet(new Interval(
            declaration.ValueMinimum ?? double.NegativeInfinity, declaration.ValueMinimum is not null,
            declaration.ValueMaximum ?? double.PositiveInfinity, declaration.ValueMaximum is not null));
    }

    /// <summary>The range in words, as in <c>from 0 to 100</c>; empty when there is none.</summary>
    public string RangeWords(IndicatorReference indicator)
    {
        var declaration = schemas.ConditionTypes[indicator.Name];
        return (declaration.ValueMinimum, declaration.ValueMaximum) switch
        {
            ({ } low, { } high) => FormattableString.Invariant($"from {low} to {high}"),
            ({ } low, null) => FormattableString.Invariant($"never below {low}"),
            (null, { } high) => FormattableString.Invariant($"never above {high}"),
            _ => "",
        };
    }

    /// <summary>Why a value cannot be ready in a section; <see langword="null"/> when it can.</summary>
    public static string? NeverReadyIn(string name, SectionKind section) => (name, section) switch
    {
        ("unrealized_pnl_pct" or "position_age_seconds", SectionKind.S1 or SectionKind.O1 or SectionKind.Z1) => "there is no position yet",
        ("signal_age_seconds", SectionKind.S1) => "there is no signal yet",
        _ => null,
    };
}
