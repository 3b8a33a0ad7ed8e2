namespace PluginTrading.Sdk.Strategies;

/// <summary>Words for writing strategies in C#; scripts import them, other files say <c>using static</c>.</summary>
public static class StrategyWords
{
    /// <summary>An indicator by name, defaults for what is not given.</summary>
    public static IndicatorReference Indicator(string name, params IReadOnlyList<(string Name, double Value)> parameters) =>
        new() { Name = name, Parameters = parameters };

    /// <summary>A built-in value: <c>unrealized_pnl_pct</c>, <c>position_age_seconds</c>, <c>signal_age_seconds</c> or <c>price</c>.</summary>
    public static IndicatorReference Value(string name) => new() { Name = name };

    /// <summary>True when every condition is.</summary>
    public static ConditionGroup All(params IReadOnlyList<ConditionNode> conditions) => new() { Logic = ConditionLogic.All, Conditions = conditions };

    /// <summary>True when at least one condition is.</summary>
    public static ConditionGroup Any(params IReadOnlyList<ConditionNode> conditions) => new() { Logic = ConditionLogic.Any, Conditions = conditions };

    /// <summary>A section of code with state of its own.</summary>
    public static SectionDefinition Code(Func<IStrategySection> create) => new CodeSection { Create = create };

    /// <summary>A section of code as one function: it sets up what it reads, then returns what is called at each evaluation.</summary>
    public static SectionDefinition Code(Func<ISectionSetup, Func<SectionContext, SectionResult>> setUp) => Code(() => Section(setUp));

    /// <summary>A section from one function: it sets up what it reads, then returns what is called at each evaluation.</summary>
    public static IStrategySection Section(Func<ISectionSetup, Func<SectionContext, SectionResult>> setUp) => new FunctionSection(setUp);

    private sealed class FunctionSection(Func<ISectionSetup, Func<SectionContext, SectionResult>> setUp) : IStrategySection
    {
        private Func<SectionContext, SectionResult>? _evaluate;

        public void Initialize(ISectionSetup setup) => _evaluate = setUp(setup);

        public SectionResult Evaluate(SectionContext context) =>
            (_evaluate ?? throw new InvalidOperationException("Initialize comes before Evaluate."))(context);
    }
}
