namespace PluginTrading.Indicators.Tests;

/// <summary>Values appear exactly when the first trade reaches the far end of the window, or the last candle that is needed closes.</summary>
public sealed class ReadinessTests
{
    private const double Nanosecond = 1e-9;

    public static TheoryData<string, string, double> Windows { get; } = new()
    {
        { "twap", "t1=10,t2=4", 10 },
        { "vwap", "t1=10,t2=0", 10 },
        { "pump_magnitude_pct", "t1=10,t2=4", 10 },
        { "volume_surge_ratio", "t1=4,t2=6", 10 },
        { "price_momentum", "t1=10,t2=4", 10 },
        { "velocity", "t1=10,t2=4", 10 },
        { "max_price", "t1=10,t2=4", 10 },
        { "min_price", "t1=10,t2=4", 10 },
        { "drawdown_pct", "t1=10", 10 },
        { "twap", "", 300 },
        { "vwap", "", 300 },
        { "pump_magnitude_pct", "", 300 },
        { "volume_surge_ratio", "", 1200 },
        { "price_momentum", "", 60 },
        { "velocity", "", 10 },
        { "max_price", "", 300 },
        { "min_price", "", 300 },
        { "drawdown_pct", "", 300 },
    };

    /// <summary>Candles of 60 s by default; the first trade comes 7 s into its candle.</summary>
    public static TheoryData<string, string, double> Candles { get; } = new()
    {
        { "sma", "period=3,interval=60", 180 },
        { "sma", "", 20 * 60 },
        { "ema", "period=3,interval=60", 180 },
        { "ema", "", 20 * 60 },
        { "rsi", "period=3,interval=60", 240 },
        { "rsi", "", 15 * 60 },
        { "macd", "fast=2,slow=4,signal=3", 240 },
        { "macd", "", 26 * 60 },
        { "macd_signal", "fast=2,slow=4,signal=3", 360 },
        { "macd_signal", "", 34 * 60 },
        { "macd_histogram", "", 34 * 60 },
        { "bollinger_upper", "", 20 * 60 },
        { "bollinger_lower", "period=4", 240 },
        { "bollinger_pct_b", "", 20 * 60 },
        { "atr", "period=3", 240 },
        { "atr", "", 15 * 60 },
        { "volatility_pct", "t1=300,interval=60", 180 },
        { "volatility_pct", "", 15 },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Window_is_ready_when_the_first_trade_is_as_old_as_its_far_end(string name, string parameters, double seconds)
    {
        var bench = new IndicatorBench();
        var indicator = bench.Add(name, Parse(parameters));
        bench.Tick(0); // an event before the first trade makes nothing ready
        bench.Trade(7, 100);
        for (var second = 7.5; second < 7 + seconds - 0.5; second += 0.5)
        {
            bench.Trade(second, 100 + second);
            indicator.Value.ShouldBe(double.NaN);
        }

        bench.Trade(7 + seconds - Nanosecond, 50);
        indicator.Value.ShouldBe(double.NaN);
        bench.Tick(7 + seconds);
        double.IsFinite(indicator.Value).ShouldBeTrue();
        bench.Tick(7 + seconds + Nanosecond);
        double.IsFinite(indicator.Value).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Candles))]
    public void Candles_are_ready_when_the_last_one_that_is_needed_closes(string name, string parameters, double seconds)
    {
        var bench = new IndicatorBench();
        var indicator = bench.Add(name, Parse(parameters));
        bench.Tick(0);
        for (var second = 7.0; second < seconds - 1; second++)
        {
            bench.Trade(second, 100 + (second % 13));
            indicator.Value.ShouldBe(double.NaN);
        }

        if (seconds > 15)
            bench.Trade(seconds - Nanosecond, 50);
        else
            bench.Tick(seconds - Nanosecond);
        indicator.Value.ShouldBe(double.NaN);
        bench.Tick(name == "volatility_pct" && parameters.Length == 0 ? seconds + 5 : seconds);
        double.IsFinite(indicator.Value).ShouldBeTrue();
    }

    [Fact]
    public void Vwap_and_volume_surge_are_not_ready_where_nothing_traded_and_ready_again_later()
    {
        var bench = new IndicatorBench();
        var vwap = bench.Add("vwap", ("t1", 10));
        var surge = bench.Add("volume_surge_ratio", ("t1", 5), ("t2", 10));
        for (var second = 0; second <= 20; second++)
            bench.Trade(second, 100);
        (vwap.Value, surge.Value).ShouldBe((100, 1));

        // Without trades first the recent window empties, then the earlier one.
        bench.Tick(30);
        vwap.Value.ShouldBe(double.NaN);
        surge.Value.ShouldBe(0);
        bench.Tick(35);
        surge.Value.ShouldBe(double.NaN);

        bench.Trade(36, 90);
        vwap.Value.ShouldBe(90);
        surge.Value.ShouldBe(double.NaN);
    }

    [Fact]
    public void Volatility_becomes_unready_when_its_candles_have_left_the_window_and_none_followed_them_in()
    {
        var bench = new IndicatorBench();
        var volatility = bench.Add("volatility_pct", ("t1", 10), ("interval", 5));
        for (var second = 0; second <= 15; second++)
            bench.Trade(second, 100 + (second % 7));

        double.IsFinite(volatility.Value).ShouldBeTrue();
        bench.Tick(15.000000001); // the candle that ended 10 s ago is 10.000000001 s old now
        volatility.Value.ShouldBe(double.NaN);
        bench.Tick(20);
        double.IsFinite(volatility.Value).ShouldBeTrue();
    }

    [Fact]
    public void Quote_mark_and_funding_values_wait_for_their_event()
    {
        var bench = new IndicatorBench();
        var (spread, basis, funding) = (bench.Add("spread_pct"), bench.Add("basis_pct"), bench.Add("funding_rate_pct"));
        bench.Trade(0, 110);
        (spread.Value, basis.Value, funding.Value).ShouldBe((double.NaN, double.NaN, double.NaN));

        bench.Apply(Sdk.MarketData.MarketEvent.Mark(0, IndicatorBench.At(1), 100));
        basis.Value.ShouldBe(10, 1e-12);
        bench.Apply(Sdk.MarketData.MarketEvent.Quote(0, IndicatorBench.At(1), 99, 1, 101, 1));
        spread.Value.ShouldBe(2);
        bench.Apply(Sdk.MarketData.MarketEvent.Funding(0, IndicatorBench.At(1), -0.0001));
        funding.Value.ShouldBe(-0.01);
    }

    [Fact]
    public void Declared_spread_counts_until_the_first_quote()
    {
        var bench = new IndicatorBench(spreadPct: 0.4);
        var spread = bench.Add("spread_pct");
        bench.Trade(0, 110);
        spread.Value.ShouldBe(0.4);

        bench.Apply(Sdk.MarketData.MarketEvent.Quote(0, IndicatorBench.At(1), 99, 1, 101, 1));
        spread.Value.ShouldBe(2);
    }

    internal static (string, double)[] Parse(string parameters) =>
        [.. parameters.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).Select(p => (p[0], double.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture)))];
}
