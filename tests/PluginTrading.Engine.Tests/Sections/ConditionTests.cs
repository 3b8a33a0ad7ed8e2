using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Sections;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Engine.Tests.Sections;

/// <summary>Operators, tolerance, groups, confidence and crossings, all on the last price.</summary>
public sealed class ConditionTests
{
    private static readonly IndicatorReference Price = Value("price");

    [Theory]
    [InlineData(99.9, false, false, true, true)]
    [InlineData(99.999999999, false, true, false, true)]
    [InlineData(100, false, true, false, true)]
    [InlineData(100.0000000001, false, true, false, true)]
    [InlineData(100.1, true, true, false, false)]
    public void What_is_within_the_tolerance_is_at_the_threshold(double price, bool gt, bool gte, bool lt, bool lte)
    {
        IsTrue(All(Price > 100), price).ShouldBe(gt);
        IsTrue(All(Price >= 100), price).ShouldBe(gte);
        IsTrue(All(Price < 100), price).ShouldBe(lt);
        IsTrue(All(Price <= 100), price).ShouldBe(lte);
    }

    [Theory]
    [InlineData(39.99, false, true)]
    [InlineData(40, true, false)]
    [InlineData(60, true, false)]
    [InlineData(80, true, false)]
    [InlineData(80.01, false, true)]
    public void Between_includes_both_ends_and_outside_excludes_them(double price, bool between, bool outside)
    {
        IsTrue(All(Price.Between(40, 80)), price).ShouldBe(between);
        IsTrue(All(Price.Outside(40, 80)), price).ShouldBe(outside);
    }

    [Theory]
    [InlineData(100, 0.5)]
    [InlineData(150, 0.75)]
    [InlineData(200, 1)]
    [InlineData(500, 1)]
    public void Confidence_rises_from_a_half_at_the_threshold_to_one_at_twice_it(double price, double expected) =>
        Confidence(All(Price >= 100), price).ShouldBe(expected);

    [Theory]
    [InlineData(60, 1)]
    [InlineData(50, 0.75)]
    [InlineData(40, 0.5)]
    [InlineData(80, 0.5)]
    public void Confidence_of_between_is_one_in_the_middle_and_a_half_at_the_ends(double price, double expected) =>
        Confidence(All(Price.Between(40, 80)), price).ShouldBe(expected);

    [Fact]
    public void Confidence_of_between_with_equal_ends_is_one() => Confidence(All(Price.Between(40, 40)), 40).ShouldBe(1);

    [Fact]
    public void Confidence_of_outside_scores_from_the_bound_that_was_passed()
    {
        Confidence(All(Price.Outside(40, 80)), 20).ShouldBe(0.75);
        Confidence(All(Price.Outside(40, 80)), 120).ShouldBe(0.75);
    }

    [Fact]
    public void All_takes_the_mean_of_its_members_and_any_the_largest()
    {
        Confidence(All(Price >= 100, Price >= 150), 150).ShouldBe((0.75 + 0.5) / 2);
        Confidence(Any(Price >= 100, Price >= 150), 150).ShouldBe(0.75);
        Confidence(Any(Price >= 200, All(Price >= 100, Price <= 160)), 150).ShouldBe((0.75 + 0.5 + (0.5 * 10 / 160)) / 2);
    }

    [Fact]
    public void A_section_below_its_minimum_confidence_is_not_true()
    {
        var market = new MarketView(Instrument);
        SectionRunner Runner(double minimum) => Bind(All(Price >= 100).WithMinConfidence(minimum), market);
        var (at, over) = (Runner(0.75), Runner(0.7501));
        market.Apply(MarketEvent.Trade(0, default, 150, 1));
        at.Evaluate().IsTrue.ShouldBeTrue();
        over.Evaluate().IsTrue.ShouldBeFalse();
    }

    [Fact]
    public void A_value_that_is_not_ready_makes_every_condition_false()
    {
        var market = new MarketView(Instrument);
        foreach (var condition in new[] { Price > 0, Price >= 0, Price < 0, Price <= 0, Price.Between(0, 1), Price.Outside(0, 1), Price.CrossesAbove(0), Price.CrossesBelow(0) })
            Bind(All(condition), market).Evaluate().IsTrue.ShouldBeFalse(condition.Operator.ToString());
    }

    [Fact]
    public void A_crossing_is_true_only_at_the_event_that_moves_the_value_beyond_the_threshold()
    {
        var market = new MarketView(Instrument);
        var above = Bind(All(Price.CrossesAbove(100)), market);
        var below = Bind(All(Price.CrossesBelow(100)), market);
        var seen = new List<(bool Above, bool Below)>();
        foreach (var (price, second) in new[] { 101.0, 100, 101, 102, 100, 99, 98, 101 }.Select((p, i) => (p, i)))
        {
            market.Apply(MarketEvent.Trade(0, new Timestamp(second * Timestamp.PerSecond), price, 1));
            foreach (var reading in above.Readings.Concat(below.Readings))
                reading.Step();
            seen.Add((above.Evaluate().IsTrue, below.Evaluate().IsTrue));
        }

        seen.ShouldBe([(false, false), (false, false), (true, false), (false, false), (false, false), (false, true), (false, false), (true, false)]);
    }

    [Fact]
    public void Every_value_that_is_read_is_written_once_in_order_of_the_conditions()
    {
        var market = new MarketView(Instrument);
        var section = Bind(Any(Price >= 100, Value("signal_age_seconds") > 1, All(Price < 5)), market);
        market.Apply(MarketEvent.Trade(0, default, 0.1, 1));
        section.ValuesAsJson().ShouldBe("""{"price":0.1,"signal_age_seconds":null}""");
    }

    private static Instrument Instrument { get; } = new() { Symbol = "A_B", Base = "A", Quote = "B", PriceTick = 1, QuantityStep = 1 };

    private static SectionRunner Bind(SectionDefinition definition, MarketView market) =>
        new(SectionKind.S1, definition, new SymbolIndicators(new ComponentCatalog(), market), new SectionContext("test", market));

    private static bool IsTrue(ConditionGroup group, double price) => Result(group, price).IsTrue;

    private static double Confidence(ConditionGroup group, double price) => Result(group, price).Confidence;

    private static SectionResult Result(ConditionGroup group, double price)
    {
        var market = new MarketView(Instrument);
        var section = Bind(group, market);
        market.Apply(MarketEvent.Trade(0, default, price, 1));
        return section.Evaluate();
    }
}
