using CsCheck;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Tests;

/// <summary>Every indicator against its definition on random events: irregular times, ties, gaps, all kinds of events, all windows over one history.</summary>
public sealed class DefinitionTests
{
    /// <summary>Indicators with parameters small enough for the short histories here, several sharing one end of their windows.</summary>
    private static readonly (string Name, (string Name, double Value)[] Parameters)[] Watched =
    [
        ("twap", [("t1", 10)]), ("twap", [("t1", 30), ("t2", 10)]), ("twap", [("t1", 3.7), ("t2", 1.2)]),
        ("vwap", [("t1", 10)]), ("vwap", [("t1", 60), ("t2", 10)]), ("vwap", [("t1", 1), ("t2", 0.5)]),
        ("pump_magnitude_pct", [("t1", 10)]), ("pump_magnitude_pct", [("t1", 60), ("t2", 5)]), ("pump_magnitude_pct", []),
        ("volume_surge_ratio", [("t1", 10), ("t2", 20)]), ("volume_surge_ratio", [("t1", 2), ("t2", 1)]), ("volume_surge_ratio", []),
        ("price_momentum", [("t1", 10)]), ("price_momentum", [("t1", 30), ("t2", 10)]), ("price_momentum", []),
        ("velocity", []), ("velocity", [("t1", 30), ("t2", 5)]),
        ("max_price", [("t1", 10)]), ("max_price", [("t1", 30), ("t2", 10)]), ("max_price", [("t1", 2), ("t2", 1)]),
        ("min_price", [("t1", 10)]), ("min_price", [("t1", 30), ("t2", 10)]), ("min_price", [("t1", 2), ("t2", 1)]),
        ("drawdown_pct", [("t1", 10)]), ("drawdown_pct", []),
        ("volatility_pct", [("t1", 30), ("interval", 5)]), ("volatility_pct", [("t1", 31), ("interval", 2)]), ("volatility_pct", []),
        ("spread_pct", []), ("funding_rate_pct", []), ("basis_pct", []),
        ("rsi", [("period", 3), ("interval", 5)]), ("rsi", [("period", 1), ("interval", 2)]), ("rsi", [("period", 14), ("interval", 1)]),
        ("sma", [("period", 3), ("interval", 5)]), ("sma", [("period", 1), ("interval", 2)]), ("sma", [("interval", 1)]),
        ("ema", [("period", 3), ("interval", 5)]), ("ema", [("period", 1), ("interval", 2)]), ("ema", [("interval", 1)]),
        ("macd", [("fast", 2), ("slow", 4), ("signal", 3), ("interval", 5)]), ("macd", [("interval", 1)]),
        ("macd_signal", [("fast", 2), ("slow", 4), ("signal", 3), ("interval", 5)]), ("macd_signal", [("interval", 1)]),
        ("macd_histogram", [("fast", 2), ("slow", 4), ("signal", 3), ("interval", 5)]), ("macd_histogram", [("interval", 1)]),
        ("bollinger_upper", [("period", 4), ("interval", 5)]), ("bollinger_upper", [("interval", 1)]),
        ("bollinger_lower", [("period", 4), ("deviations", 1.5), ("interval", 5)]), ("bollinger_lower", [("interval", 1)]),
        ("bollinger_pct_b", [("period", 2), ("interval", 2)]), ("bollinger_pct_b", [("interval", 1)]),
        ("atr", [("period", 3), ("interval", 5)]), ("atr", [("period", 1), ("interval", 2)]), ("atr", [("interval", 1)]),
    ];

    /// <summary>Milliseconds to the next event: at once, soon, on round seconds so that edges of windows are met exactly, or after a lull.</summary>
    private static readonly Gen<int> Gap = Gen.Frequency(
        (6, Gen.Const(0)), (8, Gen.Int[1, 900]), (8, Gen.Int[0, 5].Select(s => s * 1000)), (2, Gen.Int[10, 200].Select(s => s * 1000)), (1, Gen.Int[1000, 300_000]));

    private static readonly Gen<(int Gap, int Kind, int Ticks, int Quantity)[]> Steps = Gen.Select(Gap, Gen.Int[0, 9], Gen.Int[-4, 4], Gen.Int[1, 50]).Array[1, 90];

    [Fact]
    public void Every_indicator_is_watched() => Watched.Select(w => w.Name).Distinct().Order(StringComparer.Ordinal).ShouldBe(IndicatorBench.Names);

    [Theory]
    [InlineData(1)]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void Values_equal_the_definition_at_every_event(double scale) =>
        Steps.Sample(steps => Compare(steps, scale, readsEvery: 1), iter: 25, threads: 1);

    [Fact]
    public void Values_equal_the_definition_when_they_are_read_now_and_then() =>
        Gen.Select(Steps, Gen.Int[2, 40]).Sample((steps, every) => Compare(steps, 1, every), iter: 40, threads: 1);

    private static void Compare((int Gap, int Kind, int Ticks, int Quantity)[] steps, double scale, int readsEvery)
    {
        var bench = new IndicatorBench(spreadPct: 0.3);
        var naive = new NaiveMarket { SpreadPct = 0.3 };
        var indicators = Watched.Select(w => (w.Name, Parameters: w.Parameters.ToDictionary(p => p.Name, p => p.Value), Indicator: bench.Add(w.Name, w.Parameters))).ToList();
        var (time, ticks) = (0L, 100L);
        for (var i = 0; i < steps.Length; i++)
        {
            time += steps[i].Gap;
            ticks = Math.Max(1, ticks + steps[i].Ticks);
            var marketEvent = Event(steps[i].Kind, IndicatorBench.At(time / 1000.0), ticks * 0.01 * scale, steps[i].Quantity * scale);
            bench.Apply(marketEvent);
            naive.Apply(marketEvent);
            if (i % readsEvery != 0)
                continue;
            foreach (var (name, parameters, indicator) in indicators)
                ShouldBeNear(indicator.Value, naive.Value(name, parameters), Scale(name, scale * ticks * 0.01), $"{name}({string.Join(",", parameters)}) at event {i}, {marketEvent.Time}");
        }
    }

    private static MarketEvent Event(int kind, Timestamp time, double price, double quantity) => kind switch
    {
        0 => MarketEvent.Mark(0, time, price * 1.01),
        1 => MarketEvent.Quote(0, time, price * 0.999, quantity, price * 1.001, quantity),
        2 => MarketEvent.Funding(0, time, quantity / 1e6),
        _ => MarketEvent.Trade(0, time, price, quantity),
    };

    /// <summary>What a rounding error of the definition is measured against: figures that are small differences of prices inherit the error of prices.</summary>
    private static double Scale(string name, double price) => IndicatorBench.Declaration(name).Unit == "quote currency" ? price : 1;

    private static void ShouldBeNear(double value, double expected, double scale, string what)
    {
        // 1e-9 is far under any threshold that a strategy tells apart and far over the rounding of a hundred additions.
        var isNear = double.IsFinite(expected) ? Math.Abs(value - expected) <= 1e-9 * Math.Max(Math.Abs(expected), scale) : double.IsNaN(value);
        if (!isNear)
            Assert.Fail(FormattableString.Invariant($"{what} is {value:R}; expected {expected:R}"));
    }
}
