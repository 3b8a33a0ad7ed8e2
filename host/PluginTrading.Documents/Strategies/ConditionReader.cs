using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reads conditions and groups. What has an error is <see langword="null"/>; the rest is still read, so that every error shows at once.</summary>
internal sealed class ConditionReader(DocumentScope scope)
{
    /// <summary>A group, or a section that is one.</summary>
    public ConditionGroup? Group(SourceValue value)
    {
        if (value["conditions"] is not { Kind: JsonValueKind.Array } list)
            return null;
        var nodes = list.Items.ConvertAll(Node);
        return scope.Diagnostics.IsClean(value) && !nodes.Contains(null)
            ? new ConditionGroup { Logic = value["logic"]?.Text == "any" ? ConditionLogic.Any : ConditionLogic.All, Conditions = nodes.ConvertAll(n => n!) }
            : null;
    }

    /// <summary>An indicator by <c>condition_type</c> and <c>parameters</c>.</summary>
    public IndicatorReference? Indicator(SourceValue value)
    {
        if (value["condition_type"] is not { Kind: JsonValueKind.String } type || !scope.Schemas.ConditionTypes.TryGetValue(type.Text, out var declaration))
            return null;
        var given = ComponentParameters.Read(scope, $"indicator {type.Text}", $"'{type.Text}'", declaration.Parameters, value);
        if (given is null)
            return null;
        var factory = scope.Schemas.Catalog.Indicators.GetValueOrDefault(type.Text);
        var complete = ComponentParameters.Complete(scope, declaration.Parameters, given, value, values => factory?.Check(values));
        return complete is null ? null : new IndicatorReference { Name = type.Text, Parameters = given };
    }

    private ConditionNode? Node(SourceValue value) => value.Kind != JsonValueKind.Object ? null
        : value["condition_type"] is null && value["conditions"] is not null ? Group(value) : Condition(value);

    private Condition? Condition(SourceValue value)
    {
        var indicator = Indicator(value);
        var bounds = Bounds(value);
        if (indicator is null || bounds is not var (op, low, high) || !scope.Diagnostics.IsClean(value))
            return null;
        var condition = new Condition { Indicator = indicator, Operator = op, Value = low, UpperValue = high };
        scope.Conditions.Add((value.Path, condition));
        return condition;
    }

    private (ConditionOperator Operator, double Low, double? High)? Bounds(SourceValue condition)
    {
        if (condition["operator"] is not { Kind: JsonValueKind.String } word || !ConditionWords.TryParse(word.Text, out var op)
            || condition["value"] is not { Kind: JsonValueKind.Number or JsonValueKind.Array } value || !scope.Diagnostics.IsClean(value))
        {
            return null;
        }

        var takesTwo = op is ConditionOperator.Between or ConditionOperator.Outside;
        if (takesTwo != (value.Kind == JsonValueKind.Array))
        {
            var expected = takesTwo ? "two numbers [low, high]" : "one number";
            scope.Diagnostics.Error(
                DiagnosticRule.WrongBounds, value.Path, $"'{word.Text}' takes {expected}, but 'value' is {value.Describe()}", new(value.Describe(), [expected]));
            return null;
        }

        if (!takesTwo)
            return (op, value.Double(), null);
        var (low, high) = (value.Items[0].Double(), value.Items[1].Double());
        if (low <= high)
            return (op, low, high);
        var turned = $"[{value.Items[1].Text}, {value.Items[0].Text}]";
        scope.Diagnostics.Error(
            DiagnosticRule.WrongBounds, value.Path, $"the bounds of '{word.Text}' are reversed: [{value.Items[0].Text}, {value.Items[1].Text}]", new(Suggestion: turned));
        return null;
    }
}
