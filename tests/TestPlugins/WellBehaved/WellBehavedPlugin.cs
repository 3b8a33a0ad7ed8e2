using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Plugins;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace TestPlugins.WellBehaved;

/// <summary>Provides one of each kind.</summary>
public sealed class WellBehavedPlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.AddIndicator(new ConstantIndicator());
        registry.AddSection(new AlwaysTrue());
        registry.AddSlippageModel(new OneTenth());
        registry.AddStrategy(new StrategyDefinition
        {
            Name = "never",
            Direction = Direction.Long,
            Limits = new() { BaseSize = 0.1m },
            SignalDetection = All(Indicator("well.constant", ("value", 3)) > 3),
            EntryConditions = All(Value("price") > 0),
            CloseOrderDetection = All(Value("price") > 0),
        });
    }
}

/// <summary>An indicator that is its parameter.</summary>
internal sealed class ConstantIndicator : IIndicatorFactory
{
    public IndicatorDeclaration Declaration { get; } = new()
    {
        Name = "well.constant",
        Description = "A constant.",
        Unit = "1",
        Parameters = [new() { Name = "value", Description = "The value.", Default = 1, Minimum = 0 }],
    };

    public IIndicator Create(MarketView market, ParameterValues parameters) => new Constant(parameters["value"]);

    private sealed class Constant(double value) : IIndicator
    {
        public double Value => value;
    }
}

internal sealed class AlwaysTrue : ISectionFactory, IStrategySection
{
    public string Name => "always-true";

    public IReadOnlyList<ParameterDeclaration> Parameters => [];

    public IStrategySection Create() => new AlwaysTrue();

    public SectionResult Evaluate(SectionContext context) => true;
}

internal sealed class OneTenth : ISlippageModelFactory, ISlippageModel
{
    public string Name => "one-tenth";

    public IReadOnlyList<ParameterDeclaration> Parameters => [];

    public ISlippageModel Create(ParameterValues parameters) => this;

    public double SlippagePct(in SlippageInput input) => 0.1;
}
