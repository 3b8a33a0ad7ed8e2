using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Sdk.Tests.Indicators;

public sealed class ReadingTests
{
    [Theory]
    [InlineData(99, 101, true, false)]
    [InlineData(100, 101, true, false)]
    [InlineData(101, 102, false, false)]
    [InlineData(99, 100, false, false)]
    [InlineData(101, 99, false, true)]
    [InlineData(100, 99, false, true)]
    [InlineData(101, 100, false, false)]
    [InlineData(100.00000000001, 101, true, false)]
    [InlineData(double.NaN, 101, false, false)]
    [InlineData(99, double.NaN, false, false)]
    [InlineData(double.PositiveInfinity, 99, false, false)]
    public void Crossing_is_the_event_at_which_the_value_moves_beyond(double before, double now, bool above, bool below)
    {
        var figure = new Settable();
        var reading = new Reading("x", figure).KeepPrevious();
        Step(figure, reading, before);
        Step(figure, reading, now);

        (reading.CrossesAbove(100), reading.CrossesBelow(100)).ShouldBe((above, below));
    }

    [Fact]
    public void First_value_crosses_nothing()
    {
        var figure = new Settable();
        var reading = new Reading("x", figure).KeepPrevious();
        Step(figure, reading, 101);

        reading.CrossesAbove(100).ShouldBeFalse();
    }

    [Fact]
    public void Crossing_must_be_asked_for_beforehand() =>
        Should.Throw<InvalidOperationException>(() => new Reading("rsi(period=14)", new Settable()).CrossesAbove(1)).Message.ShouldContain("Call KeepPrevious() on the reading of 'rsi(period=14)'");

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Reading_is_ready_when_its_value_is_finite(double value, bool isReady) => new Reading("x", new Settable { Value = value }).IsReady.ShouldBe(isReady);

    [Theory]
    [InlineData(0.0000000009, 0, false, true)]
    [InlineData(0.0000000011, 0, true, true)]
    [InlineData(-0.0000000011, 0, false, false)]
    [InlineData(1_000_000.0009, 1_000_000, false, true)]
    [InlineData(1_000_000.0011, 1_000_000, true, true)]
    [InlineData(double.NaN, 0, false, false)]
    public void Tolerance_is_a_billionth_of_the_threshold_and_at_least_a_billionth(double value, double threshold, bool above, bool atLeast)
    {
        (Comparison.IsAbove(value, threshold), Comparison.IsAtLeast(value, threshold)).ShouldBe((above, atLeast));
        (Comparison.IsBelow(-value, -threshold), Comparison.IsAtMost(-value, -threshold)).ShouldBe((above, atLeast));
    }

    private static void Step(Settable figure, Reading reading, double value)
    {
        figure.Value = value;
        reading.Step();
    }

    private sealed class Settable : IIndicator
    {
        public double Value { get; set; } = double.NaN;
    }
}
