using PluginTrading.Documents.Strategies;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>
/// Whether one group of conditions is true whenever another is. A yes is certain; a no means that it could not be shown, which is enough for
/// a finding that must not be wrong.
/// </summary>
internal sealed class Implication(KnownValues values)
{
    /// <summary>Most alternatives that a group is spread out into; beyond, the answer is no.</summary>
    private const int MostAlternatives = 256;

    public bool Holds(ConditionGroup premise, ConditionGroup conclusion)
    {
        if (Alternatives(premise) is not { } alternatives)
            return false;
        var possible = alternatives.Where(a => !a.IsEmpty).ToList();
        return possible.Count > 0 && possible.TrueForAll(alternative => IsTrue(conclusion, alternative));
    }

    /// <summary>Whether there may be values at which the group is true; a no is certain.</summary>
    public bool CanBeTrue(ConditionGroup group) => Alternatives(group) is not { } alternatives || alternatives.Exists(a => !a.IsEmpty);

    private bool IsTrue(ConditionNode node, Alternative given)
    {
        if (node is Condition condition)
        {
            var key = values.Key(condition.Indicator);
            return IsCrossing(condition)
                ? given.Crossings.Contains(Crossing(key, condition))
                : given.Values.TryGetValue(key, out var known) && known.IsInside(ValueSet.Of(condition));
        }

        var group = (ConditionGroup)node;
        if (group.Logic == ConditionLogic.All)
            return group.Conditions.All(c => IsTrue(c, given));
        return group.Conditions.Any(c => IsTrue(c, given)) || IsCovered(group, given);
    }

    /// <summary>No member alone holds, but those on one value together leave no gap.</summary>
    private bool IsCovered(ConditionGroup any, Alternative given) => any.Conditions.OfType<Condition>().Where(c => !IsCrossing(c))
        .GroupBy(c => values.Key(c.Indicator))
        .Any(g => given.Values.TryGetValue(g.Key, out var known) && known.IsInside(g.Aggregate(new ValueSet(), (set, c) => set.Union(ValueSet.Of(c)))));

    /// <summary>The ways in which a group can be true, each as what it says of every value; <see langword="null"/> when there are too many.</summary>
    private List<Alternative>? Alternatives(ConditionNode node)
    {
        if (node is Condition condition)
        {
            var key = values.Key(condition.Indicator);
            HashSet<string> crossings = IsCrossing(condition) ? [Crossing(key, condition)] : [];
            return [new Alternative(new() { [key] = ValueSet.Of(condition).Intersect(values.Range(condition.Indicator)) }, crossings)];
        }

        var group = (ConditionGroup)node;
        var members = new List<List<Alternative>>();
        foreach (var member in group.Conditions)
        {
            if (Alternatives(member) is not { } alternatives)
                return null;
            members.Add(alternatives);
        }

        if (group.Logic == ConditionLogic.Any)
            return members.Sum(m => m.Count) <= MostAlternatives ? [.. members.SelectMany(m => m)] : null;
        List<Alternative> result = [new([], [])];
        foreach (var member in members)
        {
            if (result.Count * member.Count > MostAlternatives)
                return null;
            result = [.. result.SelectMany(_ => member, (a, b) => a.And(b))];
        }

        return result;
    }

    private static bool IsCrossing(Condition condition) => condition.Operator is ConditionOperator.CrossesAbove or ConditionOperator.CrossesBelow;

    private static string Crossing(string key, Condition condition) => $"{key} {ConditionWords.Of(condition)}";

    private sealed record Alternative(Dictionary<string, ValueSet> Values, HashSet<string> Crossings)
    {
        public bool IsEmpty => Values.Any(v => v.Value.IsEmpty);

        public Alternative And(Alternative other)
        {
            var all = new Dictionary<string, ValueSet>(Values);
            foreach (var (key, set) in other.Values)
                all[key] = all.TryGetValue(key, out var known) ? known.Intersect(set) : set;
            return new Alternative(all, [.. Crossings, .. other.Crossings]);
        }
    }
}
