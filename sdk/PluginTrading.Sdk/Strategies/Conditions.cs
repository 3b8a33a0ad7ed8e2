namespace PluginTrading.Sdk.Strategies;

/// <summary>How a condition compares its value with its threshold.</summary>
public enum ConditionOperator
{
    /// <summary>Above.</summary>
    Gt,

    /// <summary>Above or at.</summary>
    Gte,

    /// <summary>Below.</summary>
    Lt,

    /// <summary>Below or at.</summary>
    Lte,

    /// <summary>Between two bounds, both included.</summary>
    Between,

    /// <summary>Outside two bounds, both excluded.</summary>
    Outside,

    /// <summary>Moves from not above to above with this event.</summary>
    CrossesAbove,

    /// <summary>Moves from not below to below with this event.</summary>
    CrossesBelow,
}

/// <summary>How the members of a group combine.</summary>
public enum ConditionLogic
{
    /// <summary>True when every member is; confidence is their mean.</summary>
    All,

    /// <summary>True when one member is; confidence is the largest.</summary>
    Any,
}

/// <summary>A condition or a group of them.</summary>
public abstract record ConditionNode
{
    private protected ConditionNode()
    {
    }
}

/// <summary>One value compared with a threshold.</summary>
public sealed record Condition : ConditionNode
{
    /// <summary>What is compared.</summary>
    public required IndicatorReference Indicator { get; init; }

    /// <summary>How.</summary>
    public required ConditionOperator Operator { get; init; }

    /// <summary>The threshold, or the lower bound of <see cref="ConditionOperator.Between"/> and <see cref="ConditionOperator.Outside"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The upper bound; only with <see cref="ConditionOperator.Between"/> and <see cref="ConditionOperator.Outside"/>.</summary>
    public double? UpperValue { get; init; }
}

/// <summary>Several conditions combined.</summary>
public sealed record ConditionGroup : ConditionNode
{
    /// <summary>How members combine.</summary>
    public ConditionLogic Logic { get; init; } = ConditionLogic.All;

    /// <summary>At least one member.</summary>
    public required IReadOnlyList<ConditionNode> Conditions { get; init; }

    /// <summary>The conditions as a section with a cooldown, seconds.</summary>
    public SectionDefinition WithCooldown(double seconds) => ((SectionDefinition)this).WithCooldown(seconds);

    /// <summary>The conditions as a section with a minimum confidence, 0 to 1.</summary>
    public SectionDefinition WithMinConfidence(double confidence) => ((SectionDefinition)this).WithMinConfidence(confidence);
}
