using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Strategies;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Strategies;

public sealed class StrategyReaderTests
{
    [Fact]
    public void Strategy_of_the_semantics_is_read_whole()
    {
        var strategy = Read(TestDocument.Strategy);

        strategy.Name.ShouldBe("pump_dump_detection");
        strategy.Enabled.ShouldBeTrue();
        strategy.Direction.ShouldBe(Direction.Short);
        strategy.Limits.ShouldBe(new StrategyLimits
        {
            BaseSize = 0.3m,
            Leverage = 3,
            MinPositionSize = 10,
            MaxPositionSize = 500,
            StopLossPct = 8,
            TakeProfitPct = null,
            SignalTimeoutSeconds = 300,
            MaxPositionAgeSeconds = null,
            EntryOrderType = OrderType.Market,
            CloseOrderType = OrderType.Market,
            EntryLimitOffsetPct = 0,
            OrderTimeoutSeconds = 60,
        });
        Indicator(strategy.RiskAdjustment!.Indicator).ShouldBe("volatility_pct(t1=300)");
        strategy.RiskAdjustment.SizeMultiplier!.Points.ShouldBe([(0.1, 1), (1, 0.5), (3, 0.25)]);
        strategy.RiskAdjustment.ClosePriceAdjustmentPct!.Points.ShouldBe([(0.1, 0), (1, 0.2)]);
        Words(strategy.SignalDetection).ShouldBe("all[pump_magnitude_pct(t1=300,t2=0) gte 8, volume_surge_ratio() gte 3, price_momentum() gte 5] confidence 0 cooldown -");
        Words(strategy.SignalCancellation).ShouldBe("any[pump_magnitude_pct() lte -2] confidence 0 cooldown 300");
        Words(strategy.EntryConditions).ShouldBe("all[rsi() between [40, 80], spread_pct() lte 1] confidence 0 cooldown -");
        Words(strategy.CloseOrderDetection).ShouldBe("any[unrealized_pnl_pct() gte 15, price_momentum() lte -6] confidence 0 cooldown -");
        Words(strategy.EmergencyExit).ShouldBe("any[price_momentum() gte 12] confidence 0 cooldown 1800");
    }

    [Fact]
    public void What_is_left_out_gets_the_defaults_of_the_semantics()
    {
        var strategy = Read("""
            {
              "strategy_name": "least", "direction": "LONG", "global_limits": { "base_size": 1 },
              "signal_detection": { "conditions": [{ "condition_type": "rsi", "operator": "<", "value": 30 }] },
              "entry_conditions": { "conditions": [{ "condition_type": "price", "operator": ">=", "value": 2 }] },
              "close_order_detection": { "conditions": [{ "condition_type": "rsi", "operator": ">", "value": 70 }] }
            }
            """);

        strategy.Enabled.ShouldBeTrue();
        strategy.Limits.ShouldBe(new StrategyLimits { BaseSize = 1 });
        strategy.RiskAdjustment.ShouldBeNull();
        Words(strategy.SignalDetection).ShouldBe("all[rsi() lt 30] confidence 0 cooldown -");
        Words(strategy.EntryConditions).ShouldBe("all[price() gte 2] confidence 0 cooldown -");
        strategy.SignalCancellation.ShouldBeNull();
        strategy.EmergencyExit.ShouldBeNull();
    }

    [Fact]
    public void Every_field_that_differs_from_its_default_is_read()
    {
        var strategy = Read(TestDocument.StrategyAfter(root =>
        {
            root["enabled"] = false;
            root["direction"] = "LONG";
            var limits = root["global_limits"]!;
            limits["take_profit_pct"] = 20.5;
            limits["max_position_age_seconds"] = 3600;
            limits["entry_order_type"] = "LIMIT";
            limits["close_order_type"] = "LIMIT";
            limits["entry_limit_offset_pct"] = 0.1;
            limits["order_timeout_seconds"] = 1.5;
            root["entry_conditions"]!["min_confidence"] = 0.75;
            root["close_order_detection"]!["cooldown_seconds"] = 5;
        }));

        strategy.Enabled.ShouldBeFalse();
        strategy.Direction.ShouldBe(Direction.Long);
        strategy.Limits.TakeProfitPct.ShouldBe(20.5);
        strategy.Limits.MaxPositionAgeSeconds.ShouldBe(3600);
        strategy.Limits.EntryOrderType.ShouldBe(OrderType.Limit);
        strategy.Limits.CloseOrderType.ShouldBe(OrderType.Limit);
        strategy.Limits.EntryLimitOffsetPct.ShouldBe(0.1m);
        strategy.Limits.OrderTimeoutSeconds.ShouldBe(1.5);
        strategy.EntryConditions.MinConfidence.ShouldBe(0.75);
        strategy.CloseOrderDetection.CooldownSeconds.ShouldBe(5);
    }

    [Theory]
    [InlineData("gt", "gt 5")]
    [InlineData(">", "gt 5")]
    [InlineData("gte", "gte 5")]
    [InlineData(">=", "gte 5")]
    [InlineData("lt", "lt 5")]
    [InlineData("<", "lt 5")]
    [InlineData("lte", "lte 5")]
    [InlineData("<=", "lte 5")]
    [InlineData("crosses_above", "crosses_above 5")]
    [InlineData("crosses_below", "crosses_below 5")]
    public void Operator_with_one_threshold_is_read(string word, string expected) =>
        Words(Read(EntryCondition($$"""{ "condition_type": "price_momentum", "operator": "{{word}}", "value": 5 }""")).EntryConditions).ShouldContain($"price_momentum() {expected}]");

    [Theory]
    [InlineData("between")]
    [InlineData("outside")]
    public void Operator_with_two_bounds_is_read(string word) =>
        Words(Read(EntryCondition($$"""{ "condition_type": "price_momentum", "operator": "{{word}}", "value": [-5, 7.5] }""")).EntryConditions).ShouldContain($"price_momentum() {word} [-5, 7.5]]");

    [Fact]
    public void Groups_in_groups_are_read_with_their_own_logic() => Words(Read(EntryCondition("""
        { "logic": "any", "conditions": [
          { "condition_type": "rsi", "operator": "lt", "value": 30 },
          { "conditions": [{ "condition_type": "rsi", "operator": "gt", "value": 70 }, { "condition_type": "price", "operator": "gt", "value": 1 }] }] }
        """)).EntryConditions).ShouldContain("any[rsi() lt 30, all[rsi() gt 70, price() gt 1]]");

    [Theory]
    [InlineData("0.1")]
    [InlineData("1e-8")]
    [InlineData("0.3333333333333333333333333333")]
    public void Size_is_exactly_what_is_written(string number) =>
        Read(TestDocument.StrategyWith("\"base_size\": 0.3", $"\"base_size\": {number}")).Limits.BaseSize
            .ShouldBe(decimal.Parse(number, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("0.33333333333333333333333333333")]
    [InlineData("999.99999999999999999999999999")]
    public void Size_with_more_digits_than_are_kept_is_refused(string number) =>
        TestDocument.Findings(TestDocument.StrategyWith("\"base_size\": 0.3", $"\"base_size\": {number}")).ShouldHaveSingleItem()
            .ShouldBe($"7:18 error PT1006 'base_size' is {number}, which cannot be kept exactly: a number has at most 28 digits behind the point and must be below 7.9e28 (at $.global_limits.base_size)");

    [Fact]
    public void Section_of_a_plugin_gets_its_parameters_with_defaults()
    {
        var section = Read(TestDocument.StrategyAfter(r => r["entry_conditions"] = TestDocument.Condition("""{ "plugin": "acme.sections/mean-reversion", "parameters": { "width": 3.5 }, "min_confidence": 0.25 }""")))
            .EntryConditions.ShouldBeOfType<CodeSection>();

        section.Parameters["width"].ShouldBe(3.5);
        section.MinConfidence.ShouldBe(0.25);
        section.Create().ShouldBeOfType<TestSection.Section>();
        Read(TestDocument.StrategyAfter(r => r["entry_conditions"] = TestDocument.Condition("""{ "plugin": "acme.sections/mean-reversion" }""")))
            .EntryConditions.ShouldBeOfType<CodeSection>().Parameters["width"].ShouldBe(2);
    }

    [Fact]
    public void Section_of_a_script_is_loaded_from_beside_the_document()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("entry.csx"), "");
        File.WriteAllText(folder.File("s.json"), TestDocument.StrategyAfter(r => r["entry_conditions"] = TestDocument.Condition("""{ "script": "entry.csx" }""")));

        var result = TestComponents.Reader().ReadStrategy(folder.File("s.json"));

        result.Diagnostics.ShouldBeEmpty();
        result.Value!.EntryConditions.ShouldBeOfType<CodeSection>().Create().ShouldNotBeNull();
    }

    [Fact]
    public void Both_directions_are_allowed_where_signals_come_from_code() => Read(TestDocument.StrategyAfter(r =>
    {
        r["direction"] = "BOTH";
        r["signal_detection"] = TestDocument.Condition("""{ "plugin": "acme.sections/mean-reversion" }""");
    })).Direction.ShouldBe(Direction.Both);

    [Fact]
    public void Document_with_an_error_gives_no_strategy()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("s.json"), TestDocument.StrategyWith("\"leverage\": 3", "\"leverage\": 0"));

        var result = TestComponents.Reader().ReadStrategy(folder.File("s.json"));

        result.Value.ShouldBeNull();
        result.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(DiagnosticRule.OutOfRange);
    }

    private static string EntryCondition(string condition) =>
        TestDocument.StrategyAfter(r => r["entry_conditions"]!["conditions"] = new System.Text.Json.Nodes.JsonArray(TestDocument.Condition(condition)));

    private static StrategyDefinition Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("strategy.json"), text);
        var result = TestComponents.Reader().ReadStrategy(folder.File("strategy.json"));
        result.Diagnostics.Where(d => d.IsError).Select(TestDocument.Short).ShouldBeEmpty();
        return result.Value.ShouldNotBeNull();
    }

    private static string Words(SectionDefinition? section)
    {
        var conditions = section.ShouldBeOfType<ConditionSection>();
        return FormattableString.Invariant($"{Node(conditions.Group)} confidence {conditions.MinConfidence} cooldown {conditions.CooldownSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}");
    }

    private static string Node(ConditionNode node) => node is ConditionGroup group
        ? $"{(group.Logic == ConditionLogic.Any ? "any" : "all")}[{string.Join(", ", group.Conditions.Select(Node))}]"
        : $"{Indicator(((Condition)node).Indicator)} {ConditionWords.Of((Condition)node)}";

    private static string Indicator(IndicatorReference indicator) =>
        $"{indicator.Name}({string.Join(',', indicator.Parameters.Select(p => FormattableString.Invariant($"{p.Name}={p.Value}")))})";
}
