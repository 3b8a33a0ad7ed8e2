using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>The parts of a strategy that are free of errors so far; checks look at each part that is there.</summary>
internal sealed record StrategyParts
{
    public string? Name { get; init; }

    public bool Enabled { get; init; } = true;

    public Direction? Direction { get; init; }

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
