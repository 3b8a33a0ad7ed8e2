using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Checks;

/// <summary>A set of numbers: ranges that neither overlap nor touch, in rising order.</summary>
internal sealed class ValueSet
{
    private readonly List<Interval> _ranges = [];

    public ValueSet(params IEnumerable<Interval> ranges)
    {
        foreach (var range in ranges.Where(r => !r.IsEmpty).OrderBy(r => r.Low).ThenByDescending(r => r.LowIncluded))
        {
            if (_ranges.Count == 0 || !_ranges[^1].Touches(range))
                _ranges.Add(range);
            else if (range.High > _ranges[^1].High)
                _ranges[^1] = _ranges[^1] with { High = range.High, HighIncluded = range.HighIncluded };
            else if (range.High == _ranges[^1].High)
                _ranges[^1] = _ranges[^1] with { HighIncluded = _ranges[^1].HighIncluded || range.HighIncluded };
        }
    }

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>The values at which a condition is true. A crossing is true at some of them only.</summary>
    public static ValueSet Of(Condition condition) => condition.Operator switch
    {
        ConditionOperator.Gt or ConditionOperator.CrossesAbove => new(Interval.Above(condition.Value, false)),
        ConditionOperator.Gte => new(Interval.Above(condition.Value, true)),
        ConditionOperator.Lt or ConditionOperator.CrossesBelow => new(Interval.Below(condition.Value, false)),
        ConditionOperator.Lte => new(Interval.Below(condition.Value, true)),
        ConditionOperator.Between => new(new Interval(condition.Value, true, condition.UpperValue ?? double.NaN, true)),
        ConditionOperator.Outside => new(Interval.Below(condition.Value, false), Interval.Above(condition.UpperValue ?? double.NaN, false)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.Operator, "unknown operator"),
    };

    public ValueSet Intersect(ValueSet other) => new(_ranges.SelectMany(_ => other._ranges, (a, b) => a.Intersect(b)));

    public ValueSet Union(ValueSet other) => new(_ranges.Concat(other._ranges));

    public bool IsInside(ValueSet other) => _ranges.TrueForAll(range => other._ranges.Exists(range.IsInside));
}
