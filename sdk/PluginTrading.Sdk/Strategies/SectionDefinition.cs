using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Sdk.Strategies;

/// <summary>One of a strategy's five sections: conditions or code.</summary>
public abstract record SectionDefinition
{
    private protected SectionDefinition()
    {
    }

    /// <summary>The section is true only with at least this confidence, 0 to 1.</summary>
    public double MinConfidence { get; init; }

    /// <summary>Seconds before the next signal after this section ended the round; <see langword="null"/> takes the section's default.</summary>
    public double? CooldownSeconds { get; init; }

    /// <summary>Conditions as a section without cooldown or minimum confidence.</summary>
    public static implicit operator SectionDefinition(ConditionGroup group) => new ConditionSection { Group = group };

    /// <summary>The same section with a cooldown.</summary>
    public SectionDefinition WithCooldown(double seconds) => this with { CooldownSeconds = seconds };

    /// <summary>The same section with a minimum confidence.</summary>
    public SectionDefinition WithMinConfidence(double confidence) => this with { MinConfidence = confidence };
}

/// <summary>A section made of conditions.</summary>
public sealed record ConditionSection : SectionDefinition
{
    /// <summary>The conditions.</summary>
    public required ConditionGroup Group { get; init; }
}

/// <summary>A section made of code.</summary>
public sealed record CodeSection : SectionDefinition
{
    /// <summary>Makes a new, independent section; called once per symbol.</summary>
    public required Func<IStrategySection> Create { get; init; }

    /// <summary>What the section finds in <see cref="ISectionSetup.Parameters"/>.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;
}
