namespace PluginTrading.Documents.Tests.Strategies;

/// <summary>What the schema and the loaded plugins refuse in a strategy, with place, what was found, what is allowed and what was probably meant.</summary>
public sealed class StrategySchemaTests
{
    [Theory]
    [InlineData("\"strategy_name\":", "\"strategy_nam\":",
        "1:1 error PT1102 'strategy_name' is missing: Unique in a session; the key of results. No control characters, no spaces at the ends (at $)",
        "3:3 error PT1101 there is no field 'strategy_nam' here; did you mean 'strategy_name'? (at $.strategy_nam)")]
    [InlineData("\"stop_loss_pct\": 8.0", "\"stop_los_pct\": 8.0", "11:5 error PT1101 there is no field 'stop_los_pct' here; did you mean 'stop_loss_pct'? (at $.global_limits.stop_los_pct)")]
    [InlineData("\"leverage\": 3", "\"leverage\": \"3\"", "8:17 error PT1103 'leverage' is the text \"3\"; expected is a whole number (at $.global_limits.leverage)")]
    [InlineData("\"leverage\": 3", "\"leverage\": 2.5", "8:17 error PT1103 'leverage' is 2.5; expected is a whole number (at $.global_limits.leverage)")]
    [InlineData("\"leverage\": 3", "\"leverage\": null", "8:17 error PT1103 'leverage' is null; expected is a whole number (at $.global_limits.leverage)")]
    [InlineData("\"stop_loss_pct\": 8.0", "\"stop_loss_pct\": true", "11:22 error PT1103 'stop_loss_pct' is true; expected is a number or null (at $.global_limits.stop_loss_pct)")]
    [InlineData("\"direction\": \"SHORT\"", "\"direction\": \"SHRT\"", "5:16 error PT1104 'direction' cannot be 'SHRT'; allowed are 'LONG', 'SHORT', 'BOTH'; did you mean 'SHORT'? (at $.direction)")]
    [InlineData("\"between\"", "\"betwen\"",
        "30:53 error PT1104 'operator' cannot be 'betwen'; allowed are 'gt', 'gte', 'lt', 'lte', 'between', 'outside', 'crosses_above', 'crosses_below', '>', '>=', '<', '<='; did you mean 'between'? (at $.entry_conditions.conditions[0].operator)")]
    [InlineData("\"rsi\", ", "\"rsj\", ", "30:27 error PT1201 no loaded plugin provides the condition type 'rsj'; did you mean 'rsi'? (at $.entry_conditions.conditions[0].condition_type)")]
    [InlineData("\"rsi\", ", "\"supertrend\", ",
        "30:27 error PT1201 no loaded plugin provides the condition type 'supertrend'; allowed are 'acme.broken', 'drawdown_pct', 'macd_histogram', 'position_age_seconds', 'price', 'price_momentum', 'pump_magnitude_pct', 'rsi', 'signal_age_seconds', 'spread_pct', 'unrealized_pnl_pct', 'volatility_pct' and 1 more (at $.entry_conditions.conditions[0].condition_type)")]
    [InlineData("\"parameters\": { \"t1\": 300 } }", "\"parameters\": { \"t3\": 300 } }",
        "19:72 error PT1202 'volatility_pct' has no parameter 't3'; it takes 't1', 'interval'; did you mean 't1'? (at $.risk_adjustment.indicator.parameters.t3)")]
    [InlineData("\"parameters\": { \"t1\": 300 } }", "\"parameters\": { \"t1\": 0 } }", "19:78 error PT1105 't1' is 0; allowed is > 0 and ≤ 86400 (at $.risk_adjustment.indicator.parameters.t1)")]
    [InlineData("\"parameters\": { \"t1\": 300 } }", "\"parameters\": { \"t1\": 86400.1 } }", "19:78 error PT1105 't1' is 86400.1; allowed is > 0 and ≤ 86400 (at $.risk_adjustment.indicator.parameters.t1)")]
    [InlineData("\"parameters\": { \"t1\": 300 } }", "\"parameters\": { \"t1\": 86400 } }")]
    [InlineData("\"parameters\": { \"t1\": 300 } }", "\"parameters\": { \"t1\": \"300\" } }", "19:78 error PT1103 't1' is the text \"300\"; expected is a number (at $.risk_adjustment.indicator.parameters.t1)")]
    [InlineData("\"parameters\": { \"t1\": 300, \"t2\": 0 }", "\"parameters\": { \"t1\": 300, \"t2\": 300 }",
        "24:96 error PT1203 t1 must be greater than t2, but is 300 with t2 = 300 (at $.signal_detection.conditions[0].parameters)")]
    [InlineData("\"value\": [40, 80]", "\"value\": [80, 40]", "30:73 error PT1301 the bounds of 'between' are reversed: [80, 40]; did you mean '[40, 80]'? (at $.entry_conditions.conditions[0].value)")]
    [InlineData("\"value\": [40, 80]", "\"value\": [60, 60]")]
    [InlineData("\"value\": [40, 80]", "\"value\": 40", "30:73 error PT1301 'between' takes two numbers [low, high], but 'value' is 40 (at $.entry_conditions.conditions[0].value)")]
    [InlineData("\"value\": [40, 80]", "\"value\": [40]", "30:73 error PT1107 'value' has 1 items; expected are 2 (at $.entry_conditions.conditions[0].value)")]
    [InlineData("\"value\": [40, 80]", "\"value\": \"40\"", "30:73 error PT1103 'value' is the text \"40\"; expected is a number or a list (at $.entry_conditions.conditions[0].value)")]
    [InlineData("\"value\": 15.0", "\"value\": [1, 2]", "33:77 error PT1301 'gte' takes one number, but 'value' is an array (at $.close_order_detection.conditions[0].value)")]
    [InlineData(", \"value\": 15.0", "", "33:7 error PT1102 'value' is missing: The threshold; [low, high] with between and outside (at $.close_order_detection.conditions[0])")]
    [InlineData("[[0.1, 1.0], [1.0, 0.5], [3.0, 0.25]]", "[[0.1, 1.0], [0.1, 0.5]]",
        "20:39 error PT1310 the x of a curve's points must rise, but 0.1 follows 0.1 (at $.risk_adjustment.size_multiplier[1][0])")]
    [InlineData("[[0.1, 1.0], [1.0, 0.5], [3.0, 0.25]]", "[[0.1, -1.0]]", "20:32 error PT1310 this y is -1.0; allowed is 0 to 1000000 (at $.risk_adjustment.size_multiplier[0][1])")]
    [InlineData("[[0.1, 1.0], [1.0, 0.5], [3.0, 0.25]]", "[]", "20:25 error PT1107 'size_multiplier' has 0 items; expected are 1 to 1000 (at $.risk_adjustment.size_multiplier)")]
    public void Slip_is_one_finding_with_its_place(string piece, string replacement, params string[] expected) =>
        TestDocument.Findings(TestDocument.StrategyWith(piece, replacement)).ShouldBe(expected);

    [Theory]
    [InlineData("base_size", "0", "1e-28", "1000", "1000.0000000000000000000000001", "> 0 and ≤ 1000")]
    [InlineData("leverage", "0", "1", "200", "201", "a whole number ≥ 1 and ≤ 200")]
    [InlineData("stop_loss_pct", "0", "0.01", "99.9", "100000.1", "> 0 and ≤ 100000")]
    [InlineData("take_profit_pct", "-1", "0.01", "100000", "1e300", "> 0 and ≤ 100000")]
    [InlineData("signal_timeout_seconds", "0", "0.001", "1e9", "1000000000.1", "> 0 and ≤ 1000000000")]
    [InlineData("max_position_age_seconds", "0", "0.001", "1e9", "1e10", "> 0 and ≤ 1000000000")]
    [InlineData("min_position_size", "-0.01", "0", "500", null, "≥ 0")]
    [InlineData("max_position_size", "0", "10", "7e28", null, "> 0")]
    public void Limit_is_refused_just_below_and_just_above_its_range(string field, string below, string lowest, string highest, string? above, string range)
    {
        Findings(lowest).ShouldBeEmpty();
        Findings(highest).ShouldBeEmpty();
        foreach (var number in new[] { below, above }.OfType<string>())
            Findings(number).ShouldHaveSingleItem().ShouldEndWith($" error PT1105 '{field}' is {number}; allowed is {range} (at $.global_limits.{field})");

        IReadOnlyList<string> Findings(string number) =>
            TestDocument.Findings(System.Text.RegularExpressions.Regex.Replace(TestDocument.Strategy, $"\"{field}\": [^,\\n]*", $"\"{field}\": {number}"));
    }

    [Theory]
    [InlineData("""{ "plugin": "acme.sections/mean-reversoin" }""", "PT1204 no loaded plugin provides the section 'acme.sections/mean-reversoin'; did you mean 'acme.sections/mean-reversion'? (at $.entry_conditions.plugin)")]
    [InlineData("""{ "plugin": "other/thing" }""", "PT1204 no loaded plugin provides the section 'other/thing'; provided are 'acme.sections/mean-reversion' (at $.entry_conditions.plugin)")]
    [InlineData("""{ "plugin": "mean-reversion" }""", "PT1106 'plugin' is the text \"mean-reversion\"; expected is: A section of a plugin, as plugin-id/name (at $.entry_conditions.plugin)")]
    [InlineData("""{ "plugin": "acme.sections/mean-reversion", "parameters": { "widht": 1 } }""", "PT1202 'acme.sections/mean-reversion' has no parameter 'widht'; it takes 'width'; did you mean 'width'? (at $.entry_conditions.parameters.widht)")]
    [InlineData("""{ "plugin": "acme.sections/mean-reversion", "parameters": { "width": -1 } }""", "PT1105 'width' is -1; allowed is ≥ 0 (at $.entry_conditions.parameters.width)")]
    [InlineData("""{ "conditions": [] }""", "PT1107 'conditions' has 0 items; expected are 1 to 100 (at $.entry_conditions.conditions)")]
    [InlineData("{}", "PT1102 'entry_conditions' needs one of 'conditions', 'script', 'plugin' (at $.entry_conditions)")]
    [InlineData("[]", "PT1103 'entry_conditions' is an array; expected is an object (at $.entry_conditions)")]
    [InlineData("null", "PT1103 'entry_conditions' is null; expected is an object (at $.entry_conditions)")]
    [InlineData("""{ "script": "entry.py" }""", "PT1106 'script' is the text \"entry.py\"; expected is: Path of a C# script, relative to this document (at $.entry_conditions.script)")]
    [InlineData("""{ "script": "nowhere.csx" }""", "PT1205 there is no file 'nowhere.csx' (looked for ")]
    [InlineData("""{ "condition": [{ "condition_type": "rsi", "operator": "gt", "value": 1 }] }""", "PT1102 'conditions' is missing: Conditions and groups of them (at $.entry_conditions)", "PT1101 there is no field 'condition' here; did you mean 'conditions'? (at $.entry_conditions.condition)")]
    [InlineData("""{ "conditions": [{ "condition_type": "acme.broken", "operator": "gt", "value": 1 }] }""", "PT1203 the plugin failed while checking these parameters: no such thing (at $.entry_conditions.conditions[0])")]
    [InlineData("""{ "conditions": [{ "condition_type": "spread_pct", "operator": "gt", "value": 1, "parameters": { "t1": 5 } }] }""", "PT1202 'spread_pct' has no parameter 't1'; it takes none (at $.entry_conditions.conditions[0].parameters.t1)")]
    [InlineData("""{ "conditions": [{ "condition_type": "rsi", "operator": "gt", "value": 1, "parameters": { "period": 14.5 } }] }""", "PT1103 'period' is 14.5; expected is a whole number (at $.entry_conditions.conditions[0].parameters.period)")]
    [InlineData("""{ "conditions": [7] }""", "PT1103 item 1 of 'conditions' is 7; expected is an object (at $.entry_conditions.conditions[0])")]
    public void Section_that_is_wrong_is_told_by_what_was_probably_meant(string section, params string[] expected)
    {
        var findings = TestDocument.Findings(TestDocument.StrategyAfter(r => r["entry_conditions"] = System.Text.Json.Nodes.JsonNode.Parse(section)));

        findings.Count.ShouldBe(expected.Length, string.Join('\n', findings));
        foreach (var (finding, words) in findings.Zip(expected))
            finding.ShouldContain(words);
    }

    [Theory]
    [InlineData("signal_detection")]
    [InlineData("entry_conditions")]
    [InlineData("close_order_detection")]
    [InlineData("direction")]
    [InlineData("global_limits")]
    public void Required_field_that_is_missing_is_named(string field) =>
        TestDocument.Findings(TestDocument.StrategyAfter(r => r.AsObject().Remove(field))).ShouldHaveSingleItem().ShouldStartWith($"1:1 error PT1102 '{field}' is missing: ");

    [Theory]
    [InlineData("signal_cancellation")]
    [InlineData("emergency_exit")]
    [InlineData("risk_adjustment")]
    [InlineData("enabled")]
    [InlineData("$schema")]
    public void Optional_field_may_be_left_out(string field) => TestDocument.Findings(TestDocument.StrategyAfter(r => r.AsObject().Remove(field))).ShouldBeEmpty();

    [Theory]
    [InlineData("x", true)]
    [InlineData("Pumpe und Fall №1", true)]
    [InlineData("", false)]
    [InlineData(" x", false)]
    [InlineData("x ", false)]
    [InlineData("x\\n", false)]
    [InlineData("a\\tb", false)]
    public void Name_is_text_without_control_characters_and_outer_spaces(string name, bool isValid) =>
        TestDocument.Findings(TestDocument.StrategyWith("\"pump_dump_detection\"", $"\"{name}\"")).Count.ShouldBe(isValid ? 0 : 1);
}
