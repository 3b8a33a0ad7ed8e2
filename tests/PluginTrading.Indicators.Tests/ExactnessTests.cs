using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Tests;

/// <summary>No drift, no noise on flat prices, no trace of large numbers that have gone, no allocation.</summary>
public sealed class ExactnessTests
{
    /// <summary>What each indicator says of a price that never changes; indicators that do not look at price alone are left out.</summary>
    private static readonly Dictionary<string, Func<double, double>> FlatValues = new()
    {
        ["twap"] = p => p,
        ["vwap"] = p => p,
        ["pump_magnitude_pct"] = _ => 0,
        ["price_momentum"] = _ => 0,
        ["velocity"] = _ => 0,
        ["max_price"] = p => p,
        ["min_price"] = p => p,
        ["drawdown_pct"] = _ => 0,
        ["volatility_pct"] = _ => 0,
        ["rsi"] = _ => 50,
        ["sma"] = p => p,
        ["ema"] = p => p,
        ["macd"] = _ => 0,
        ["macd_signal"] = _ => 0,
        ["macd_histogram"] = _ => 0,
        ["bollinger_upper"] = p => p,
        ["bollinger_lower"] = p => p,
        ["bollinger_pct_b"] = _ => double.NaN,
        ["atr"] = _ => 0,
    };

    [Theory]
    [InlineData(0.1)]
    [InlineData(3.3e-6)]
    [InlineData(1e-12)]
    [InlineData(67_890.7)]
    [InlineData(1.1e12)]
    public void Flat_series_stays_exactly_flat(double price)
    {
        var bench = new IndicatorBench();
        var indicators = FlatValues.Select(f => (Name: f.Key, Indicator: bench.Add(f.Key), Expected: f.Value(price))).ToList();
        var random = new Random(11);
        for (var second = 0.0; second < 4000; second += random.NextDouble() * 3)
        {
            bench.Trade(second, price, random.NextDouble() * 1e3);
            foreach (var (name, indicator, expected) in indicators)
            {
                // Sums of products are rounded product by product: the last digit of twap and vwap, and what that is of 100 %.
                var rounding = name switch { "twap" or "vwap" => 5e-16 * price, "pump_magnitude_pct" => 5e-14, _ => 0 };
                if (!double.IsNaN(indicator.Value) && !(Math.Abs(indicator.Value - expected) <= rounding))
                    Assert.Fail(FormattableString.Invariant($"{name} at {second} s is {indicator.Value:R}; expected {expected:R}"));
            }
        }

        indicators.ShouldAllBe(i => double.IsNaN(i.Expected) || double.IsFinite(i.Indicator.Value));
    }

    [Theory]
    [InlineData(1e12, 1)]
    [InlineData(1, 1e-12)]
    public void What_is_left_after_large_numbers_have_gone_is_right(double large, double small)
    {
        var after = new IndicatorBench();
        var fresh = new IndicatorBench();
        var names = IndicatorBench.Names.Where(n => !IsOverTheWholeHistory(n)).ToList();
        var indicators = names.Select(n => (Name: n, After: after.Add(n), Fresh: fresh.Add(n))).ToList();
        var random = new Random(12);
        for (var second = 0; second < 2000; second++)
            after.Trade(second, large * (1 + random.NextDouble()), 1 + random.NextDouble());
        for (var second = 2000; second < 6000; second++)
        {
            var (price, quantity) = (small * (1 + random.NextDouble()), 1 + random.NextDouble());
            after.Trade(second, price, quantity);
            fresh.Trade(second, price, quantity);
        }

        foreach (var (name, old, other) in indicators)
        {
            if (double.IsNaN(other.Value))
                old.Value.ShouldBe(double.NaN, name);
            else
                old.Value.ShouldBe(other.Value, 1e-9 * Math.Max(Math.Abs(other.Value), IndicatorBench.Declaration(name).Unit == "quote currency" ? small : 1e-3), name);
        }
    }

    [Fact]
    public void Half_a_million_trades_later_nothing_has_drifted()
    {
        var bench = new IndicatorBench();
        var indicators = IndicatorBench.Names.Where(n => !IsOverTheWholeHistory(n)).Select(n => (Name: n, Indicator: bench.Add(n))).ToList();
        var random = new Random(13);
        var recent = new Queue<MarketEvent>();
        var (second, price) = (0.0, 100.0);
        for (var i = 0; i < 500_000; i++)
        {
            second += random.NextDouble();
            price *= Math.Exp((random.NextDouble() - 0.5) * 0.002);
            var trade = MarketEvent.Trade(0, IndicatorBench.At(second), price, random.NextDouble() * 100);
            bench.Apply(trade);
            recent.Enqueue(trade);
            if (recent.Count > 6000)
                recent.Dequeue();
        }

        var naive = new NaiveMarket();
        foreach (var trade in recent)
            naive.Apply(trade);
        foreach (var (name, indicator) in indicators)
        {
            var expected = naive.Value(name, new Dictionary<string, double>());
            if (!double.IsNaN(expected))
                indicator.Value.ShouldBe(expected, 1e-9 * Math.Max(1, Math.Abs(expected)), name);
        }
    }

    [Fact]
    public void Price_that_stands_still_for_months_leaves_wilders_averages_as_the_definition_has_them()
    {
        var bench = new IndicatorBench();
        var (rsi, atr) = (bench.Add("rsi", ("period", 2), ("interval", 1)), bench.Add("atr", ("period", 2), ("interval", 1)));
        foreach (var (second, price) in new[] { (0, 100.0), (1, 101), (2, 100.5), (3, 102), (4, 101) })
            bench.Trade(second, price);
        bench.Tick(5);
        var before = rsi.Value;

        bench.Tick(5_000_000);

        // Both averages shrank alike, so their ratio is what it was, long after the averages themselves would have underflown to nothing.
        rsi.Value.ShouldBe(before);
        atr.Value.ShouldBe(0, 1e-300);
        bench.Trade(5_000_000, 102);
        bench.Tick(5_000_001);
        rsi.Value.ShouldBe(100);
    }

    [Fact]
    public void Update_and_reading_of_every_indicator_allocate_nothing()
    {
        var bench = new IndicatorBench();
        var indicators = IndicatorBench.Names.Select(n => bench.Add(n)).ToArray();
        Feed(bench, indicators, 0, 20_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Feed(bench, indicators, 20_000, 60_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        double.IsFinite(sum).ShouldBeTrue();
        indicators.ShouldAllBe(i => double.IsFinite(i.Value));
    }

    private static bool IsOverTheWholeHistory(string name) => name is "rsi" or "ema" or "macd" or "macd_signal" or "macd_histogram" or "atr" or "spread_pct" or "basis_pct" or "funding_rate_pct";

    private static double Feed(IndicatorBench bench, IIndicator[] indicators, int from, int to)
    {
        var sum = 0.0;
        for (var i = from; i < to; i++)
        {
            var time = IndicatorBench.At(i * 0.25);
            var price = 100 + (i * 7919 % 1000 / 100.0);
            bench.Apply((i % 16) switch
            {
                0 => MarketEvent.Mark(0, time, price),
                1 => MarketEvent.Funding(0, time, 0.0001),
                2 or 3 => MarketEvent.Quote(0, time, price, 1, price + 0.01, 1),
                _ => MarketEvent.Trade(0, time, price, 1 + (i % 5)),
            });
            foreach (var indicator in indicators)
                sum += double.IsNaN(indicator.Value) ? 0 : indicator.Value;
        }

        return sum;
    }
}
