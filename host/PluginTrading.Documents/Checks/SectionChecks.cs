using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>Finds conditions of one section that can never or must always be true together; those that are so alone are left out, <see cref="ConditionChecks"/> reports them.</summary>
internal sealed class SectionChecks(DiagnosticList diagnostics, KnownValues values, ConditionChecks conditions, SectionKind kind)
{
    private readonly string _name = SectionField.Of(kind);

    public void Run(ConditionSection section, Implication implication)
    {
        if (section.MinConfidence is > 0 and <= 0.5)
        {
            diagnostics.Warning(
                DiagnosticRule.NoEffect, $"$.{_name}.min_confidence", "'min_confidence' up to 0.5 changes nothing: a section of conditions that is true has at least 0.5");
        }

        CheckGroup(section.Group, $"$.{_name}");
        if (!diagnostics.IsClean($"$.{_name}") || implication.CanBeTrue(section.Group))
            return;
        if (kind is SectionKind.S1 or SectionKind.Z1)
            diagnostics.Error(DiagnosticRule.Contradiction, $"$.{_name}.conditions", $"'{_name}' can never be true, whichever way its conditions are combined: the strategy would never trade");
        else
            diagnostics.Warning(DiagnosticRule.Contradiction, $"$.{_name}.conditions", $"'{_name}' can never be true, whichever way its conditions are combined");
    }

    private void CheckGroup(ConditionGroup group, string path)
    {
        var list = $"{path}.conditions";
        var seen = new Dictionary<string, (Condition Condition, string Path, ValueSet Values)>(StringComparer.Ordinal);
        for (var i = 0; i < group.Conditions.Count; i++)
        {
            var place = JsonSource.PathOf(list, i);
            if (group.Conditions[i] is ConditionGroup inner)
                CheckGroup(inner, place);
            else if (group.Conditions[i] is Condition condition && conditions.Problem(condition, kind) is null)
                CheckAgainstSiblings(group.Logic, condition, place, seen);
        }

        if (group.Logic == ConditionLogic.Any)
            CheckWhetherAlwaysTrue(group, list);
    }

    private void CheckAgainstSiblings(
        ConditionLogic logic, Condition condition, string path, Dictionary<string, (Condition Condition, string Path, ValueSet Values)> seen)
    {
        var key = values.Key(condition.Indicator);
        var wanted = ValueSet.Of(condition);
        if (!seen.TryGetValue(key, out var earlier))
        {
            seen.Add(key, (condition, path, wanted));
            return;
        }

        if (earlier.Condition.Operator == condition.Operator && earlier.Condition.Value == condition.Value && earlier.Condition.UpperValue == condition.UpperValue)
        {
            diagnostics.Warning(DiagnosticRule.RepeatedCondition, path, $"'{key}' {ConditionWords.Of(condition)} already stands at {earlier.Path}");
            return;
        }

        var both = earlier.Values.Intersect(wanted);
        if (logic == ConditionLogic.All && both.IsEmpty)
        {
            diagnostics.Warning(
                DiagnosticRule.Contradiction, $"{path}.value",
                $"'{key}' {ConditionWords.Of(condition)} excludes what {earlier.Path} asks for ({ConditionWords.Of(earlier.Condition)}), so 'all' of them are never true");
            return;
        }

        seen[key] = (condition, path, both);
    }

    private void CheckWhetherAlwaysTrue(ConditionGroup group, string path)
    {
        var levels = group.Conditions.OfType<Condition>().Where(c => c.Operator is not (ConditionOperator.CrossesAbove or ConditionOperator.CrossesBelow));
        foreach (var sameValue in levels.GroupBy(c => values.Key(c.Indicator)).Where(g => g.Count() > 1))
        {
            var range = values.Range(sameValue.First().Indicator);
            var together = sameValue.Aggregate(new ValueSet(), (set, condition) => set.Union(ValueSet.Of(condition)));
            if (range.IsInside(together) && !sameValue.Any(c => range.IsInside(ValueSet.Of(c))))
            {
                diagnostics.Warning(
                    DiagnosticRule.AlwaysTrue, path, $"together, the conditions on '{sameValue.Key}' cover every value it takes, so 'any' of them is true whenever it is ready");
            }
        }
    }
}
