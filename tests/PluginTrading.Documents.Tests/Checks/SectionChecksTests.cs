using System.Text.Json.Nodes;

namespace PluginTrading.Documents.Tests.Checks;

/// <summary>Conditions that can never or must always be true, each just under, at and over the bound.</summary>
public sealed class SectionChecksTests
{
    [Theory]
    [InlineData("rsi", "gt", "99.9", null)]
    [InlineData("rsi", "gt", "100", "PT1302 'rsi' is from 0 to 100, so gt 100 is never true")]
    [InlineData("rsi", "gte", "100", null)]
    [InlineData("rsi", "gte", "100.1", "PT1302 'rsi' is from 0 to 100, so gte 100.1 is never true")]
    [InlineData("rsi", "lt", "0.1", null)]
    [InlineData("rsi", "lt", "0", "PT1302 'rsi' is from 0 to 100, so lt 0 is never true")]
    [InlineData("rsi", "lte", "0", null)]
    [InlineData("rsi", "lte", "-0.1", "PT1302 'rsi' is from 0 to 100, so lte -0.1 is never true")]
    [InlineData("rsi", "between", "[100, 120]", null)]
    [InlineData("rsi", "between", "[100.1, 120]", "PT1302 'rsi' is from 0 to 100, so between [100.1, 120] is never true")]
    [InlineData("rsi", "between", "[-5, -0.1]", "PT1302 'rsi' is from 0 to 100, so between [-5, -0.1] is never true")]
    [InlineData("rsi", "between", "[-5, 0]", null)]
    [InlineData("rsi", "outside", "[0.1, 100]", null)]
    [InlineData("rsi", "outside", "[0, 100]", "PT1302 'rsi' is from 0 to 100, so outside [0, 100] is never true")]
    [InlineData("rsi", "crosses_above", "99.9", null)]
    [InlineData("rsi", "crosses_above", "100", "PT1302 'rsi' is from 0 to 100, so crosses_above 100 is never true")]
    [InlineData("rsi", "crosses_above", "-1", "PT1302 'rsi' is from 0 to 100, so crosses_above -1 is never true")]
    [InlineData("rsi", "crosses_below", "0", "PT1302 'rsi' is from 0 to 100, so crosses_below 0 is never true")]
    [InlineData("rsi", "crosses_below", "0.1", null)]
    [InlineData("spread_pct", "lt", "0", "PT1302 'spread_pct' is never below 0, so lt 0 is never true")]
    [InlineData("drawdown_pct", "gt", "0", "PT1302 'drawdown_pct' is from -100 to 0, so gt 0 is never true")]
    [InlineData("macd_histogram", "lt", "-1e300", null)]
    public void Condition_beyond_the_values_of_its_indicator_is_found_and_a_range_beyond_them_is_an_error(string name, string op, string value, string? expected) =>
        One(TestDocument.StrategyAfter(r => r["emergency_exit"]!["conditions"] = new JsonArray(Condition(name, op, value), Condition("price", "gt", "5"))))
            .ShouldBe(expected is null ? null : $"{(op == "between" ? "error" : "warning")} {expected} (at $.emergency_exit.conditions[0].value)");

    [Theory]
    [InlineData("signal_detection", true)]
    [InlineData("entry_conditions", true)]
    [InlineData("close_order_detection", false)]
    [InlineData("emergency_exit", false)]
    public void Section_that_can_never_be_true_is_an_error_where_it_keeps_the_strategy_from_trading(string section, bool isError) =>
        TestDocument.Findings(TestDocument.StrategyAfter(r => r[section] = Group("all", Condition("rsi", "gt", "100")))).Select(f => f[(f.IndexOf(' ') + 1)..]).ShouldContain(isError
            ? $"error PT1305 '{section}' can never be true, whichever way its conditions are combined: the strategy would never trade (at $.{section}.conditions)"
            : $"warning PT1305 '{section}' can never be true, whichever way its conditions are combined (at $.{section}.conditions)");

    [Theory]
    [InlineData("rsi", "gte", "0", "PT1303 'rsi' is from 0 to 100, so gte 0 is true whenever the value is ready")]
    [InlineData("rsi", "gt", "0", null)]
    [InlineData("rsi", "between", "[0, 100]", "PT1303 'rsi' is from 0 to 100, so between [0, 100] is true whenever the value is ready")]
    [InlineData("rsi", "between", "[0, 99.9]", null)]
    [InlineData("rsi", "outside", "[-3, -2]", "PT1303 'rsi' is from 0 to 100, so outside [-3, -2] is true whenever the value is ready")]
    [InlineData("drawdown_pct", "lte", "0", "PT1303 'drawdown_pct' is from -100 to 0, so lte 0 is true whenever the value is ready")]
    public void Condition_that_is_always_true_is_a_warning(string name, string op, string value, string? expected) =>
        One(Entry(Condition(name, op, value))).ShouldBe(expected is null ? null : $"warning {expected} (at $.entry_conditions.conditions[0].value)");

    [Theory]
    [InlineData("signal_detection", "unrealized_pnl_pct", "there is no position yet")]
    [InlineData("signal_cancellation", "unrealized_pnl_pct", "there is no position yet")]
    [InlineData("entry_conditions", "position_age_seconds", "there is no position yet")]
    [InlineData("signal_detection", "signal_age_seconds", "there is no signal yet")]
    [InlineData("signal_cancellation", "signal_age_seconds", null)]
    [InlineData("entry_conditions", "signal_age_seconds", null)]
    [InlineData("close_order_detection", "position_age_seconds", null)]
    [InlineData("emergency_exit", "unrealized_pnl_pct", null)]
    public void Value_that_cannot_be_ready_in_a_section_is_a_warning(string section, string name, string? reason) =>
        One(TestDocument.StrategyAfter(r => r[section]!["conditions"] = new JsonArray(Condition(name, "gte", "5"))))
            .ShouldBe(reason is null ? null : $"warning PT1304 '{name}' is never ready in {section}, because {reason}: this condition is never true (at $.{section}.conditions[0].condition_type)");

    [Theory]
    [InlineData("gt", "60", "lt", "60.1", false)]
    [InlineData("gt", "60", "lt", "60", true)]
    [InlineData("gte", "60", "lte", "60", false)]
    [InlineData("gte", "60", "lt", "60", true)]
    [InlineData("gte", "60.1", "lte", "60", true)]
    [InlineData("between", "[10, 20]", "between", "[20, 30]", false)]
    [InlineData("between", "[10, 20]", "between", "[20.1, 30]", true)]
    [InlineData("between", "[40, 60]", "outside", "[40, 60]", true)]
    public void Conditions_on_one_value_that_exclude_each_other_in_all_are_found(string firstOp, string first, string secondOp, string second, bool isError)
    {
        var finding = TestDocument.Findings(TestDocument.StrategyAfter(r =>
            r["emergency_exit"] = Group("all", Condition("rsi", firstOp, first), Condition("rsi", secondOp, second, """{ "period": 14 }""")))).Select(f => f[(f.IndexOf(' ') + 1)..]).LastOrDefault();

        if (isError)
            finding.ShouldNotBeNull().ShouldStartWith($"warning PT1305 'rsi(period=14,interval=60)' {secondOp} {second} excludes what $.emergency_exit.conditions[0] asks for ({firstOp} {first})");
        else
            finding.ShouldBeNull();
    }

    [Fact]
    public void Conditions_on_different_parameters_do_not_exclude_each_other() =>
        One(Entry(Condition("rsi", "gt", "60"), Condition("rsi", "lt", "40", """{ "period": 7 }"""))).ShouldBeNull();

    [Fact]
    public void Three_conditions_that_only_together_exclude_each_other_are_an_error() =>
        TestDocument.Findings(Entry(Condition("rsi", "gt", "60"), Condition("rsi", "lt", "80"), Condition("rsi", "outside", "[50, 90]")))
            .Count(f => f.Contains("error PT1305 'entry_conditions' can never be true", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void Groups_that_exclude_each_other_are_an_error() =>
        One(Entry(Group("any", Condition("rsi", "lt", "20"), Condition("rsi", "gt", "80")), Group("all", Condition("rsi", "between", "[30, 70]"))))
            .ShouldNotBeNull().ShouldStartWith("error PT1305 'entry_conditions' can never be true");

    [Fact]
    public void Same_condition_twice_is_a_warning() =>
        One(Entry(Condition("rsi", "gt", "60"), Condition("rsi", ">", "60.0", """{ "interval": 60 }""")))
            .ShouldBe("warning PT1313 'rsi(period=14,interval=60)' gt 60 already stands at $.entry_conditions.conditions[0] (at $.entry_conditions.conditions[1])");

    [Theory]
    [InlineData("lt", "50", "gte", "50", true)]
    [InlineData("lt", "50", "gt", "50", false)]
    [InlineData("lte", "50", "gt", "49.9", true)]
    public void Conditions_that_cover_every_value_are_a_warning_in_any(string firstOp, string first, string secondOp, string second, bool isWarning)
    {
        var finding = One(TestDocument.StrategyAfter(r => r["entry_conditions"] = Group("any", Condition("rsi", firstOp, first), Condition("rsi", secondOp, second))));

        finding.ShouldBe(isWarning
            ? "warning PT1303 together, the conditions on 'rsi(period=14,interval=60)' cover every value it takes, so 'any' of them is true whenever it is ready (at $.entry_conditions.conditions)"
            : null);
    }

    [Theory]
    [InlineData("0.5", true)]
    [InlineData("0.51", false)]
    [InlineData("0", false)]
    public void Minimum_confidence_that_every_true_section_has_is_a_warning(string confidence, bool isWarning)
    {
        var finding = One(TestDocument.StrategyAfter(r => r["entry_conditions"]!["min_confidence"] = JsonNode.Parse(confidence)));

        if (isWarning)
            finding.ShouldBe("warning PT1312 'min_confidence' up to 0.5 changes nothing: a section of conditions that is true has at least 0.5 (at $.entry_conditions.min_confidence)");
        else
            finding.ShouldBeNull();
    }

    [Theory]
    [InlineData("signal_detection", false)]
    [InlineData("signal_cancellation", true)]
    [InlineData("entry_conditions", false)]
    [InlineData("close_order_detection", true)]
    [InlineData("emergency_exit", true)]
    public void Cooldown_belongs_to_the_sections_that_end_a_round(string section, bool isAllowed)
    {
        var finding = One(TestDocument.StrategyAfter(r => r[section]!["cooldown_seconds"] = 10));

        if (isAllowed)
            finding.ShouldBeNull();
        else
            finding.ShouldBe($"error PT1311 '{section}' has no cooldown; 'cooldown_seconds' belongs to 'signal_cancellation', 'close_order_detection', 'emergency_exit' (at $.{section}.cooldown_seconds)");
    }

    private static string Entry(params JsonNode[] conditions) => TestDocument.StrategyAfter(r => r["entry_conditions"] = Group("all", conditions));

    private static JsonObject Group(string logic, params JsonNode[] conditions) => new() { ["logic"] = logic, ["conditions"] = new JsonArray([.. conditions]) };

    private static JsonNode Condition(string name, string op, string value, string parameters = "{}") =>
        TestDocument.Condition($$"""{ "condition_type": "{{name}}", "operator": "{{op}}", "value": {{value}}, "parameters": {{parameters}} }""");

    /// <summary>The one finding without its place; <see langword="null"/> when there is none.</summary>
    private static string? One(string strategy)
    {
        var findings = TestDocument.Findings(strategy);
        findings.Count.ShouldBeLessThan(2, string.Join('\n', findings));
        return findings.Count == 0 ? null : findings[0][(findings[0].IndexOf(' ') + 1)..];
    }
}
