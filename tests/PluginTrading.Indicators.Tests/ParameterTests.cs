using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Indicators.Tests;

/// <summary>Names, defaults and bounds as they are written down.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("twap", "(t1=300,t2=0)")]
    [InlineData("vwap", "(t1=300,t2=0)")]
    [InlineData("pump_magnitude_pct", "(t1=300,t2=0)")]
    [InlineData("volume_surge_ratio", "(t1=300,t2=900)")]
    [InlineData("price_momentum", "(t1=60,t2=0)")]
    [InlineData("velocity", "(t1=10,t2=0)")]
    [InlineData("max_price", "(t1=300,t2=0)")]
    [InlineData("min_price", "(t1=300,t2=0)")]
    [InlineData("drawdown_pct", "(t1=300)")]
    [InlineData("volatility_pct", "(t1=300,interval=5)")]
    [InlineData("spread_pct", "")]
    [InlineData("rsi", "(period=14,interval=60)")]
    [InlineData("sma", "(period=20,interval=60)")]
    [InlineData("ema", "(period=20,interval=60)")]
    [InlineData("macd", "(fast=12,slow=26,signal=9,interval=60)")]
    [InlineData("macd_signal", "(fast=12,slow=26,signal=9,interval=60)")]
    [InlineData("macd_histogram", "(fast=12,slow=26,signal=9,interval=60)")]
    [InlineData("bollinger_upper", "(period=20,deviations=2,interval=60)")]
    [InlineData("bollinger_lower", "(period=20,deviations=2,interval=60)")]
    [InlineData("bollinger_pct_b", "(period=20,deviations=2,interval=60)")]
    [InlineData("atr", "(period=14,interval=60)")]
    [InlineData("funding_rate_pct", "")]
    [InlineData("basis_pct", "")]
    public void Defaults_are_filled_in_in_order(string name, string expected) =>
        ParameterValues.Create(IndicatorBench.Declaration(name).Parameters, []).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("twap", "t1=10,t2=10")]
    [InlineData("price_momentum", "t1=10,t2=11")]
    [InlineData("velocity", "t1=10,t2=9.9999999")]
    [InlineData("macd", "fast=26,slow=26")]
    [InlineData("macd_signal", "fast=30")]
    [InlineData("volatility_pct", "t1=9,interval=5")]
    public void Parameters_that_do_not_fit_together_are_told(string name, string parameters) =>
        IndicatorBench.Check(name, ReadinessTests.Parse(parameters)).ShouldNotBeNull().ShouldContain("found");

    [Theory]
    [InlineData("volume_surge_ratio", "t1=10,t2=900")]
    [InlineData("twap", "t1=10,t2=9.99")]
    [InlineData("volatility_pct", "t1=10,interval=5")]
    public void Parameters_that_do_fit_together_are_accepted(string name, string parameters) => IndicatorBench.Check(name, ReadinessTests.Parse(parameters)).ShouldBeNull();

    [Theory]
    [InlineData("twap", "t1=0")]
    [InlineData("twap", "t2=-1")]
    [InlineData("rsi", "period=0")]
    [InlineData("rsi", "period=1.5")]
    [InlineData("sma", "interval=0")]
    [InlineData("bollinger_upper", "period=1")]
    [InlineData("bollinger_upper", "deviations=0")]
    [InlineData("sma", "periode=3")]
    public void Parameter_out_of_range_or_unknown_is_told(string name, string parameters) =>
        Should.Throw<ArgumentException>(() => IndicatorBench.Check(name, ReadinessTests.Parse(parameters)));
}
