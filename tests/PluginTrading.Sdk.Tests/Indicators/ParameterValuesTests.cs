using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Sdk.Tests.Indicators;

public sealed class ParameterValuesTests
{
    private static readonly ParameterDeclaration[] Declared =
    [
        new() { Name = "t1", Description = "", Default = 300, Minimum = 0, MinimumIsExclusive = true, Maximum = 1000 },
        new() { Name = "period", Description = "", Default = 14, Minimum = 1, IsInteger = true },
        new() { Name = "shift", Description = "", Default = 0 },
    ];

    [Fact]
    public void What_is_left_out_has_its_default_and_the_key_has_the_declared_order()
    {
        var values = ParameterValues.Create(Declared, [("period", 7), ("t1", 0.1)]);

        (values["t1"], values.Integer("period"), values["shift"]).ShouldBe((0.1, 7, 0));
        values.ToString().ShouldBe("(t1=0.1,period=7,shift=0)");
        ParameterValues.None.ToString().ShouldBe("");
    }

    [Fact]
    public void Zero_and_minus_zero_have_one_key() =>
        ParameterValues.Create(Declared, [("shift", -0.0)]).ToString().ShouldBe(ParameterValues.Create(Declared, []).ToString());

    [Theory]
    [InlineData("t1", 0, "Parameter 't1' is 0; allowed is a number > 0 and ≤ 1000.")]
    [InlineData("t1", 1000.5, "Parameter 't1' is 1000.5; allowed is a number > 0 and ≤ 1000.")]
    [InlineData("period", 0, "Parameter 'period' is 0; allowed is a whole number ≥ 1.")]
    [InlineData("period", 1.5, "Parameter 'period' is 1.5; allowed is a whole number ≥ 1.")]
    [InlineData("shift", double.NaN, "Parameter 'shift' is NaN; allowed is a number.")]
    [InlineData("shift", double.PositiveInfinity, "Parameter 'shift' is Infinity; allowed is a number.")]
    [InlineData("t3", 1, "There is no parameter 't3'; declared are: t1, period, shift.")]
    public void Value_that_is_not_allowed_is_refused(string name, double value, string problem) =>
        Should.Throw<ArgumentException>(() => ParameterValues.Create(Declared, [(name, value)])).Message.ShouldStartWith(problem);

    [Fact]
    public void Bounds_themselves_are_allowed_unless_excluded()
    {
        ParameterValues.Create(Declared, [("t1", 1000), ("period", 1)])["t1"].ShouldBe(1000);
        ParameterValues.Create(Declared, [("t1", double.Epsilon)])["t1"].ShouldBe(double.Epsilon);
    }

    [Fact]
    public void Parameter_given_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => ParameterValues.Create(Declared, [("t1", 1), ("t1", 2)])).Message.ShouldStartWith("Parameter 't1' is given twice.");

    [Fact]
    public void Reading_what_is_not_declared_or_not_whole_throws()
    {
        var values = ParameterValues.Create(Declared, [("shift", 0.5), ("period", 3e9)]);

        Should.Throw<KeyNotFoundException>(() => values["nothing"]).Message.ShouldContain("declared are: t1, period, shift");
        Should.Throw<InvalidOperationException>(() => values.Integer("shift")).Message.ShouldContain("is 0.5, not a 32-bit whole number");
        Should.Throw<InvalidOperationException>(() => values.Integer("period"));
    }
}
