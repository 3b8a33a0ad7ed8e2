using System.Text.Json.Nodes;

namespace PluginTrading.Documents.Tests.Checks;

/// <summary>What the parts of a strategy mean together.</summary>
public sealed class StrategyChecksTests
{
    private const string Cancels = "27:3 error PT1306 'signal_cancellation' is true whenever 'signal_detection' is, so every signal would be cancelled at once (at $.signal_cancellation)";

    [Fact]
    public void Both_directions_without_code_are_an_error() =>
        TestDocument.Findings(TestDocument.StrategyWith("\"direction\": \"SHORT\"", "\"direction\": \"BOTH\"")).ShouldHaveSingleItem()
            .ShouldBe("5:16 error PT1308 'direction' is BOTH, but 'signal_detection' is made of conditions, which cannot name a side; write LONG or SHORT, or use a script or a plugin's section (at $.direction)");

    [Theory]
    [InlineData("499.99", null)]
    [InlineData("500", null)]
    [InlineData("500.01", "9:26 error PT1309 'min_position_size' is 500.01, above 'max_position_size' 500: every entry would be refused (at $.global_limits.min_position_size)")]
    public void Smallest_size_above_the_largest_is_an_error(string smallest, string? expected) =>
        TestDocument.Findings(TestDocument.StrategyWith("\"min_position_size\": 10", $"\"min_position_size\": {smallest}")).ShouldBe(expected is null ? [] : [expected]);

    [Theory]
    [InlineData("99.9", false)]
    [InlineData("100", true)]
    public void Stop_loss_that_liquidation_comes_before_is_a_warning(string stopLoss, bool isWarning) =>
        TestDocument.Findings(TestDocument.StrategyWith("\"stop_loss_pct\": 8.0", $"\"stop_loss_pct\": {stopLoss}")).Count(f => f.Contains("warning PT1312")).ShouldBe(isWarning ? 1 : 0);

    [Theory]
    [InlineData("\"entry_limit_offset_pct\": 0.1", "'entry_limit_offset_pct' changes nothing, because 'entry_order_type' is MARKET")]
    [InlineData("\"order_timeout_seconds\": 30", "'order_timeout_seconds' changes nothing, because both order types are MARKET")]
    public void Setting_of_limit_orders_without_limit_orders_is_a_warning(string setting, string expected) =>
        TestDocument.Findings(TestDocument.StrategyWith("\"leverage\": 3,", $"\"leverage\": 3, {setting},")).ShouldHaveSingleItem().ShouldStartWith($"8:20 warning PT1312 {expected}");

    // S1 of the strategy: pump_magnitude_pct ≥ 8 and volume_surge_ratio ≥ 3 and price_momentum ≥ 5.
    [Theory]
    [InlineData("pump_magnitude_pct", "gte", "8", true)]
    [InlineData("pump_magnitude_pct", "gte", "7.9", true)]
    [InlineData("pump_magnitude_pct", "gte", "8.1", false)]
    [InlineData("pump_magnitude_pct", "gt", "8", false)]
    [InlineData("pump_magnitude_pct", "gt", "7.9", true)]
    [InlineData("pump_magnitude_pct", "between", "[8, 1000]", false)]
    [InlineData("pump_magnitude_pct", "outside", "[-5, 7.9]", true)]
    [InlineData("pump_magnitude_pct", "outside", "[-5, 8]", false)]
    [InlineData("pump_magnitude_pct", "lte", "8", false)]
    [InlineData("pump_magnitude_pct", "crosses_above", "7", false)]
    [InlineData("rsi", "gte", "1", false)]
    public void Cancellation_that_is_true_whenever_the_signal_is_is_an_error(string name, string op, string value, bool isError) =>
        Findings("signal_cancellation", "any", Condition(name, op, value)).ShouldBe(isError ? [Cancels] : []);

    [Fact]
    public void Cancellation_on_other_parameters_is_no_error() =>
        Findings("signal_cancellation", "any", Condition("pump_magnitude_pct", "gte", "8", """{ "t1": 60 }""")).ShouldBeEmpty();

    [Fact]
    public void Cancellation_by_all_is_an_error_only_when_every_part_holds()
    {
        Findings("signal_cancellation", "all", Condition("pump_magnitude_pct", "gte", "1"), Condition("price_momentum", "gt", "1")).ShouldBe([Cancels]);
        Findings("signal_cancellation", "all", Condition("pump_magnitude_pct", "gte", "1"), Condition("price_momentum", "gt", "6")).ShouldBeEmpty();
    }

    [Fact]
    public void Cancellation_whose_parts_together_cover_the_signal_is_an_error() =>
        Findings("signal_cancellation", "any", Condition("pump_magnitude_pct", "lt", "10"), Condition("pump_magnitude_pct", "gte", "10"))
            .ShouldContain(Cancels);

    [Fact]
    public void Signal_by_any_is_covered_only_when_every_way_is()
    {
        Both("any", "any", isError: false, Condition("pump_magnitude_pct", "gte", "1"));
        Both("any", "any", isError: true, Condition("pump_magnitude_pct", "gte", "1"), Condition("volume_surge_ratio", "gt", "2"), Condition("price_momentum", "gt", "2"));
    }

    [Fact]
    public void Cancellation_that_asks_for_more_confidence_is_no_error()
    {
        TestDocument.Findings(WithCancellation(0.6)).ShouldBeEmpty();
        TestDocument.Findings(WithCancellation(0.4)).Count(f => f.Contains("PT1306")).ShouldBe(1);

        static string WithCancellation(double confidence) => TestDocument.StrategyAfter(r =>
        {
            r["signal_cancellation"] = Group("any", Condition("pump_magnitude_pct", "gte", "1"));
            r["signal_cancellation"]!["min_confidence"] = confidence;
        });
    }

    [Theory]
    [InlineData("close_order_detection", "[40, 80]", true)]
    [InlineData("close_order_detection", "[40.1, 80]", false)]
    [InlineData("emergency_exit", "[39, 81]", true)]
    public void Exit_that_is_true_whenever_the_entry_is_is_a_warning(string section, string value, bool isWarning)
    {
        var findings = Findings(section, "any", Condition("rsi", "between", value));

        if (isWarning)
            findings.ShouldHaveSingleItem().ShouldContain($"warning PT1307 '{section}' is true whenever 'entry_conditions' is, so positions would be closed as soon as they are open");
        else
            findings.ShouldBeEmpty();
    }

    [Fact]
    public void Risk_adjustment_without_curves_is_a_warning() =>
        TestDocument.Findings(TestDocument.StrategyAfter(r =>
        {
            r["risk_adjustment"]!.AsObject().Remove("size_multiplier");
            r["risk_adjustment"]!.AsObject().Remove("close_price_adjustment_pct");
        })).ShouldHaveSingleItem().ShouldContain("warning PT1312 'risk_adjustment' changes nothing");

    [Fact]
    public void Size_by_a_value_that_is_not_there_at_entry_is_an_error() =>
        TestDocument.Findings(TestDocument.StrategyAfter(r => r["risk_adjustment"]!["indicator"] = TestDocument.Condition("""{ "condition_type": "unrealized_pnl_pct" }""")))
            .ShouldHaveSingleItem().ShouldContain("error PT1304 'unrealized_pnl_pct' is never ready when an entry is sized, because there is no position yet");

    private static void Both(string signalLogic, string cancellationLogic, bool isError, params JsonNode[] cancellation) =>
        TestDocument.Findings(TestDocument.StrategyAfter(r =>
        {
            r["signal_detection"]!["logic"] = signalLogic;
            // The defaults are the same instance, so the parameters that S1 writes out do not matter.
            r["signal_cancellation"] = Group(cancellationLogic, cancellation);
        })).Count(f => f.Contains("PT1306")).ShouldBe(isError ? 1 : 0);

    private static IReadOnlyList<string> Findings(string section, string logic, params JsonNode[] conditions)
    {
        var replaced = new List<string>(TestDocument.Strategy.Split('\n'));
        var first = replaced.FindIndex(l => l.Contains($"\"{section}\":"));
        var last = replaced.FindIndex(first, l => l.TrimEnd().EndsWith("] },", StringComparison.Ordinal) || l.TrimEnd().EndsWith("] }", StringComparison.Ordinal));
        var comma = replaced[last].TrimEnd().EndsWith(',') ? "," : "";
        replaced.RemoveRange(first, last - first + 1);
        replaced.Insert(first, $"  \"{section}\": {Group(logic, conditions).ToJsonString()}{comma}");
        return TestDocument.Findings(string.Join('\n', replaced));
    }

    private static JsonObject Group(string logic, params JsonNode[] conditions) => new() { ["logic"] = logic, ["conditions"] = new JsonArray([.. conditions]) };

    private static JsonNode Condition(string name, string op, string value, string parameters = "{}") =>
        TestDocument.Condition($$"""{ "condition_type": "{{name}}", "operator": "{{op}}", "value": {{value}}, "parameters": {{parameters}} }""");
}
