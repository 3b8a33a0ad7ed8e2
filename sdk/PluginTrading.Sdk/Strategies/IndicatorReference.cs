namespace PluginTrading.Sdk.Strategies;

/// <summary>An indicator or built-in value by name, with the parameters that differ from their defaults.</summary>
/// <remarks>Compare it to make a condition: <c>Indicator("rsi", ("period", 14)).Between(40, 80)</c>, <c>Value("price") &gt;= 100</c>.</remarks>
public sealed record IndicatorReference
{
    /// <summary>The <c>condition_type</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Names and values of given parameters.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters { get; init; } = [];

    /// <summary>gte.</summary>
    public static Condition operator >=(IndicatorReference indicator, double value) => Compare(indicator, ConditionOperator.Gte, value);

    /// <summary>lte.</summary>
    public static Condition operator <=(IndicatorReference indicator, double value) => Compare(indicator, ConditionOperator.Lte, value);

    /// <summary>gt.</summary>
    public static Condition operator >(IndicatorReference indicator, double value) => Compare(indicator, ConditionOperator.Gt, value);

    /// <summary>lt.</summary>
    public static Condition operator <(IndicatorReference indicator, double value) => Compare(indicator, ConditionOperator.Lt, value);

    /// <summary>between, both ends included; <paramref name="low"/> ≤ <paramref name="high"/>.</summary>
    public Condition Between(double low, double high) => Compare(this, ConditionOperator.Between, low, high);

    /// <summary>outside, both ends excluded; <paramref name="low"/> ≤ <paramref name="high"/>.</summary>
    public Condition Outside(double low, double high) => Compare(this, ConditionOperator.Outside, low, high);

    /// <summary>crosses_above.</summary>
    public Condition CrossesAbove(double value) => Compare(this, ConditionOperator.CrossesAbove, value);

    /// <summary>crosses_below.</summary>
    public Condition CrossesBelow(double value) => Compare(this, ConditionOperator.CrossesBelow, value);

    private static Condition Compare(IndicatorReference indicator, ConditionOperator op, double value, double? upper = null) =>
        new() { Indicator = indicator, Operator = op, Value = value, UpperValue = upper };
}
