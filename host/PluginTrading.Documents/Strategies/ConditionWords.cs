using System.Globalization;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Operators and conditions as documents spell them.</summary>
internal static class ConditionWords
{
    private static readonly Dictionary<string, ConditionOperator> Operators = new(StringComparer.Ordinal)
    {
        ["gt"] = ConditionOperator.Gt,
        [">"] = ConditionOperator.Gt,
        ["gte"] = ConditionOperator.Gte,
        [">="] = ConditionOperator.Gte,
        ["lt"] = ConditionOperator.Lt,
        ["<"] = ConditionOperator.Lt,
        ["lte"] = ConditionOperator.Lte,
        ["<="] = ConditionOperator.Lte,
        ["between"] = ConditionOperator.Between,
        ["outside"] = ConditionOperator.Outside,
        ["crosses_above"] = ConditionOperator.CrossesAbove,
        ["crosses_below"] = ConditionOperator.CrossesBelow,
    };

    public static bool TryParse(string word, out ConditionOperator op) => Operators.TryGetValue(word, out op);

    public static string Of(ConditionOperator op) => op switch
    {
        ConditionOperator.Gt => "gt",
        ConditionOperator.Gte => "gte",
        ConditionOperator.Lt => "lt",
        ConditionOperator.Lte => "lte",
        ConditionOperator.Between => "between",
        ConditionOperator.Outside => "outside",
        ConditionOperator.CrossesAbove => "crosses_above",
        ConditionOperator.CrossesBelow => "crosses_below",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "unknown operator"),
    };

    /// <summary>Operator and threshold, as in <c>between [40, 80]</c>.</summary>
    public static string Of(Condition condition) => condition.UpperValue is { } upper
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(condition.Operator)} [{condition.Value}, {upper}]")
        : string.Create(CultureInfo.InvariantCulture, $"{Of(condition.Operator)} {condition.Value}");
}
