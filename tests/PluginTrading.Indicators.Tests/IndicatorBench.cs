using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Plugins;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Indicators.Tests;

/// <summary>One symbol's market with indicators of the plugin on it.</summary>
internal sealed class IndicatorBench
{
    /// <summary>Where time begins: a minute's start.</summary>
    public const long Start = 1_610_658_000 * Timestamp.PerSecond;

    private static readonly SortedDictionary<string, IIndicatorFactory> Factories = Load();

    public IndicatorBench(double? spreadPct = null) =>
        Market = new MarketView(new Instrument { Symbol = "NAS_BTC", Base = "NAS", Quote = "BTC", PriceTick = 0.01m, QuantityStep = 1, SpreadPct = spreadPct });

    public static IReadOnlyCollection<string> Names => Factories.Keys;

    public MarketView Market { get; }

    public static IndicatorDeclaration Declaration(string name) => Factories[name].Declaration;

    /// <summary>What is wrong with parameters that are each in range.</summary>
    public static string? Check(string name, params (string Name, double Value)[] parameters) =>
        Factories[name].Check(ParameterValues.Create(Factories[name].Declaration.Parameters, parameters));

    public IIndicator Add(string name, params (string Name, double Value)[] parameters)
    {
        var values = ParameterValues.Create(Factories[name].Declaration.Parameters, parameters);
        Factories[name].Check(values).ShouldBeNull();
        var indicator = Factories[name].Create(Market, values);
        indicator.WantsEvents.ShouldBeFalse("these indicators read the market view when they are asked");
        return indicator;
    }

    /// <summary>A trade, seconds after <see cref="Start"/>.</summary>
    public void Trade(double seconds, double price, double quantity = 1) => Apply(MarketEvent.Trade(0, At(seconds), price, quantity));

    /// <summary>An event that only moves the clock.</summary>
    public void Tick(double seconds) => Apply(MarketEvent.Mark(0, At(seconds), 1));

    public void Apply(in MarketEvent marketEvent) => Market.Apply(marketEvent);

    public static Timestamp At(double seconds) => new(Start + Timestamp.DurationOf(seconds));

    private static SortedDictionary<string, IIndicatorFactory> Load()
    {
        var registry = new Registry();
        new IndicatorsPlugin().Register(registry);
        return registry.Indicators;
    }

    private sealed class Registry : IPluginRegistry
    {
        public SortedDictionary<string, IIndicatorFactory> Indicators { get; } = new(StringComparer.Ordinal);

        public void AddIndicator(IIndicatorFactory factory) => Indicators.Add(factory.Declaration.Name, factory);

        public void AddSection(ISectionFactory factory) => throw new NotSupportedException();

        public void AddStrategy(StrategyDefinition strategy) => throw new NotSupportedException();

        public void AddSlippageModel(ISlippageModelFactory factory) => throw new NotSupportedException();

        public void AddExchange(IExchangeFactory factory) => throw new NotSupportedException();

        public void AddSandbox(IExchangeSandboxFactory factory) => throw new NotSupportedException();
    }
}
