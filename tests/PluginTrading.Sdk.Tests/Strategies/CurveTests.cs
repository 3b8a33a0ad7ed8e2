using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Sdk.Tests.Strategies;

public sealed class CurveTests
{
    private readonly Curve _curve = new((0.1, 1.0), (1.0, 0.5), (3.0, 0.25));

    [Theory]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(0, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0.55, 0.75)]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.375)]
    [InlineData(3, 0.25)]
    [InlineData(1e9, 0.25)]
    [InlineData(double.PositiveInfinity, 0.25)]
    public void Value_is_linear_between_points_and_flat_outside(double x, double y) => _curve.At(x).ShouldBe(y, 1e-15);

    [Fact]
    public void Value_at_a_point_is_exactly_that_of_the_point()
    {
        var curve = new Curve((0.1, 0.3), (0.7, 0.1), (0.9, 0.2));
        foreach (var (x, y) in curve.Points)
            curve.At(x).ShouldBe(y);
    }

    [Fact]
    public void Value_at_what_is_no_number_is_none() => _curve.At(double.NaN).ShouldBe(double.NaN);

    [Fact]
    public void Single_point_is_flat() => new Curve((5, 2)).At(-100).ShouldBe(2);

    [Fact]
    public void Points_that_make_no_curve_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Curve()).Message.ShouldContain("at least one point");
        Should.Throw<ArgumentException>(() => new Curve((1, 1), (1, 2))).Message.ShouldContain("point 1 has 1 after 1");
        Should.Throw<ArgumentException>(() => new Curve((2, 1), (1, 2))).Message.ShouldContain("must rise");
        Should.Throw<ArgumentException>(() => new Curve((0, 1), (double.NaN, 2))).Message.ShouldContain("Point 1 of the curve is not finite");
        Should.Throw<ArgumentException>(() => new Curve((0, double.PositiveInfinity))).Message.ShouldContain("not finite");
    }
}
