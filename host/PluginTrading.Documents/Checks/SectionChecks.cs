using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>Finds conditions of one section that can never or must always be true, alone and together.</summary>
internal sealed class SectionChecks(DiagnosticList diagnostics, KnownValues values, SectionKind kind)
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
            else if (group.Conditions[i] is Condition condition && CheckCondition(condition, place))
                CheckAgainstSiblings(group.Logic, condition, place, seen);
        }

        if (group.Logic == ConditionLogic.Any)
            CheckWhetherAlwaysTrue(group, list);
    }

    /// <summary>Whether the condition can be true and false, so that comparing it with others makes sense.</summary>
    private bool CheckCondition(Condition condition, string path)
    {
        var name = condition.Indicator.Name;
        if (KnownValues.NeverReadyIn(name, kind) is { } reason)
        {
            diagnostics.Warning(DiagnosticRule.NeverReady, $"{path}.condition_type", $"'{name}' is never ready in {_name}, because {reason}: this condition is never true", new(name));
            return false;
        }

        var range = values.Range(condition.Indicator);
        var wanted = ValueSet.Of(condition);
        var reachable = range.Intersect(wanted);
        var words = values.RangeWords(condition.Indicator);
        var crosses = condition.Operator is ConditionOperator.CrossesAbove or ConditionOperator.CrossesBelow;
        if (reachable.IsEmpty || (crosses && range.IsInside(wanted)))
        {
            var text = $"'{name}' is {words}, so {ConditionWords.Of(condition)} is never true";
            // A one-sided threshold out of reach is how a section is switched off; a range out of reach is a mistake.
            if (condition.Operator == ConditionOperator.Between)
                diagnostics.Error(DiagnosticRule.NeverTrue, $"{path}.value", text, new(ConditionWords.Of(condition)));
            else
                diagnostics.Warning(DiagnosticRule.NeverTrue, $"{path}.value", text, new(ConditionWords.Of(condition)));
            return false;
        }

        if (!crosses && range.IsInside(wanted))
        {
            var detail = words.Length > 0 ? $"'{name}' is {words}, so {ConditionWords.Of(condition)}" : $"'{name}' {ConditionWords.Of(condition)}";
            diagnostics.Warning(DiagnosticRule.AlwaysTrue, $"{path}.value", $"{detail} is true whenever the value is ready", new(ConditionWords.Of(condition)));
            return false;
        }

        return true;
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
