using System.Globalization;
using PluginTrading.Engine.Components;
using PluginTrading.Indicators;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Plugins;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Tests.Schemas;

/// <summary>The standard indicators, as strategies name them.</summary>
public sealed class IndicatorTableTests
{
    private const string Window = "t1=300 t2=0";

    [Theory]
    [InlineData("twap", Window)]
    [InlineData("vwap", Window)]
    [InlineData("pump_magnitude_pct", Window)]
    [InlineData("volume_surge_ratio", "t1=300 t2=900")]
    [InlineData("price_momentum", "t1=60 t2=0")]
    [InlineData("velocity", "t1=10 t2=0")]
    [InlineData("max_price", Window)]
    [InlineData("min_price", Window)]
    [InlineData("drawdown_pct", "t1=300")]
    [InlineData("volatility_pct", "t1=300 interval=5")]
    [InlineData("spread_pct", "")]
    [InlineData("rsi", "period=14 interval=60")]
    [InlineData("sma", "period=20 interval=60")]
    [InlineData("ema", "period=20 interval=60")]
    [InlineData("macd", "fast=12 slow=26 signal=9 interval=60")]
    [InlineData("macd_signal", "fast=12 slow=26 signal=9 interval=60")]
    [InlineData("macd_histogram", "fast=12 slow=26 signal=9 interval=60")]
    [InlineData("bollinger_upper", "period=20 deviations=2 interval=60")]
    [InlineData("bollinger_lower", "period=20 deviations=2 interval=60")]
    [InlineData("bollinger_pct_b", "period=20 deviations=2 interval=60")]
    [InlineData("atr", "period=14 interval=60")]
    [InlineData("funding_rate_pct", "")]
    [InlineData("basis_pct", "")]
    public void Indicator_has_the_parameters_and_defaults_of_the_semantics(string name, string expected)
    {
        var parameters = Standard().Indicators[name].Declaration.Parameters;

        string.Join(' ', parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Default}"))).ShouldBe(expected);
        parameters.ShouldAllBe(p => p.Accepts(p.Default));
    }

    [Fact]
    public void There_is_no_other_indicator() => Standard().Indicators.Count.ShouldBe(23);

    [Fact]
    public void Strategy_of_the_semantics_is_valid_with_the_standard_indicators() =>
        TestDocument.Findings(TestDocument.Strategy, new DocumentReader(Standard(), new TestScripts())).ShouldBeEmpty();

    [Theory]
    [InlineData(""" "t1": 300, "t2": 299.99 """, null)]
    [InlineData(""" "t1": 300, "t2": 300 """, "24:96 error PT1203 t1 must be greater than t2")]
    [InlineData(""" "t1": 300, "t2": 301 """, "24:96 error PT1203 t1 must be greater than t2")]
    public void Window_ends_after_it_begins(string parameters, string? expected)
    {
        var findings = TestDocument.Findings(TestDocument.StrategyWith(""" "t1": 300, "t2": 0 """, parameters), new DocumentReader(Standard(), new TestScripts()));

        if (expected is null)
            findings.ShouldBeEmpty();
        else
            findings.ShouldHaveSingleItem().ShouldStartWith(expected);
    }

    private static ComponentCatalog Standard()
    {
        var registry = new Registry();
        new IndicatorsPlugin().Register(registry);
        return registry.Catalog;
    }

    private sealed class Registry : IPluginRegistry
    {
        public ComponentCatalog Catalog { get; } = new();

        public void AddIndicator(IIndicatorFactory factory) => Catalog.Indicators.Add(factory.Declaration.Name, factory);

        public void AddSection(ISectionFactory factory) => throw new NotSupportedException();

        public void AddStrategy(StrategyDefinition strategy) => throw new NotSupportedException();

        public void AddSlippageModel(ISlippageModelFactory factory) => throw new NotSupportedException();

        public void AddExchange(IExchangeFactory factory) => throw new NotSupportedException();

        public void AddSandbox(IExchangeSandboxFactory factory) => throw new NotSupportedException();
    }
}
