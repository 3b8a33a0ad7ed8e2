using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>The parts of a strategy that can be read so far; checks look at each part that is there.</summary>
internal sealed record StrategyParts
{
    public string? Name { get; init; }

    public bool Enabled { get; init; } = true;

    public Direction? Direction { get; init; }

    /// <summary>Whether signal detection is made of conditions, with or without errors, and so cannot name a side.</summary>
    public bool SignalsAreConditions { get; init; }

    /// <summary>Every condition without errors by its path, also of sections that have some.</summary>
    public IReadOnlyList<(string Path, Condition Condition)> Conditions { get; init; } = [];

    public StrategyLimits? Limits { get; init; }

    public RiskAdjustment? RiskAdjustment { get; init; }

    public IReadOnlyDictionary<SectionKind, SectionDefinition> Sections { get; init; } = new Dictionary<SectionKind, SectionDefinition>();

    public SectionDefinition? Section(SectionKind kind) => Sections.GetValueOrDefault(kind);

    /// <summary>The whole strategy, once every part is known to be free of errors.</summary>
    public StrategyDefinition Whole() => new()
    {
        Name = Name!,
        Enabled = Enabled,
        Direction = Direction!.Value,
        Limits = Limits!,
        RiskAdjustment = RiskAdjustment,
        SignalDetection = Section(SectionKind.S1)!,
        SignalCancellation = Section(SectionKind.O1),
        EntryConditions = Section(SectionKind.Z1)!,
        CloseOrderDetection = Section(SectionKind.ZE1)!,
        EmergencyExit = Section(SectionKind.E1),
    };
}
