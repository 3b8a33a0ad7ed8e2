using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation.Tests;

public sealed class SlippageModelsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.999)]
    public void Fixed_slippage_is_the_same_for_every_fill(double random) => new FixedSlippage(0.05).SlippagePct(Fill(random)).ShouldBe(0.05);

    [Theory]
    [InlineData(0, 0.01)]
    [InlineData(0.5, 0.055)]
    [InlineData(0.999, 0.09991)]
    public void Uniform_slippage_goes_evenly_from_low_to_high(double random, double expected) =>
        new UniformSlippage(0.01, 0.1).SlippagePct(Fill(random)).ShouldBe(expected, 1e-15);

    [Fact]
    public void Models_say_what_they_are()
    {
        new FixedSlippage(0.05).ToString().ShouldBe("0.05 %");
        new UniformSlippage(0.01, 0.1).ToString().ShouldBe("0.01 to 0.1 %");
    }

    private static SlippageInput Fill(double random) => new(Side.Buy, 100, 3, MarketEvent.Trade(0, new Timestamp(0), 100, 3), random);
}
