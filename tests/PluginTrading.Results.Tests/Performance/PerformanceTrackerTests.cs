using PluginTrading.Engine.Effects;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Results.Tests.Performance;

public sealed class PerformanceTrackerTests
{
    private const long Day = Timestamp.PerDay;

    [Fact]
    public void Trade_figures_equal_those_worked_out_by_hand()
    {
        var figures = Run([Trade(30m), Trade(-10m), Trade(0m), Trade(10m), Trade(-6m)]).Strategies[0].Value;

        figures.TotalTrades.ShouldBe(5);
        figures.WinningTrades.ShouldBe(2);
        figures.LosingTrades.ShouldBe(2);
        figures.WinRate.ShouldBe(0.4);
        figures.ProfitFactor.ShouldBe(2.5);
        figures.AverageWin.ShouldBe(20m);
        figures.AverageLoss.ShouldBe(-8m);
        figures.BestTrade.ShouldBe(30m);
        figures.WorstTrade.ShouldBe(-10m);
    }

    [Fact]
    public void Without_trades_there_are_no_ratios_of_trades()
    {
        var figures = Run([]).Session;

        figures.TotalTrades.ShouldBe(0);
        figures.WinRate.ShouldBeNull();
        figures.ProfitFactor.ShouldBeNull();
        figures.AverageWin.ShouldBeNull();
        figures.AverageLoss.ShouldBeNull();
        figures.BestTrade.ShouldBeNull();
        figures.WorstTrade.ShouldBeNull();
        figures.FinalBalance.ShouldBe(1000m);
        figures.MaxDrawdownPct.ShouldBe(0);
    }

    [Fact]
    public void Profit_factor_is_absent_without_a_loss_and_zero_without_a_win()
    {
        Run([Trade(5m)]).Session.ProfitFactor.ShouldBeNull();
        Run([Trade(-5m)]).Session.ProfitFactor.ShouldBe(0);
    }

    [Fact]
    public void Total_pnl_is_final_minus_initial_balance()
    {
        var figures = Run([Point(0, 1000m), Point(Day, 1100.25m)]).Session;

        figures.FinalBalance.ShouldBe(1100.25m);
        figures.TotalPnl.ShouldBe(100.25m);
        figures.TotalReturnPct.ShouldBe(10.025);
    }

    [Fact]
    public void Max_drawdown_is_the_largest_fall_in_percent_of_the_peak_before_it()
    {
        var figures = Run([Point(0, 1000m), Point(1, 1250m), Point(2, 1000m), Point(3, 2000m), Point(4, 1700m)]).Session;

        figures.MaxDrawdownPct.ShouldBe(20);
    }

    [Fact]
    public void The_first_peak_is_the_initial_balance() =>
        Run([Point(0, 900m)]).Session.MaxDrawdownPct.ShouldBe(10);

    [Fact]
    public void Sharpe_and_sortino_equal_those_worked_out_by_hand()
    {
        // Closes 1010, 1010 (no events), 989.8: returns 0.01, 0, −0.02. Mean −1/300; Σ(r − mean)² = 0.0014/3, ÷ 2 → deviation 0.0152752…
        var figures = Run([Point(0, 1000m), Point(1, 1010m), Point((2 * Day) + 5, 989.8m)], last: (2 * Day) + 5).Session;

        figures.SharpeRatio!.Value.ShouldBe(-0.01 / 3 / Math.Sqrt(0.0014 / 3 / 2) * Math.Sqrt(365), 1e-12);
        figures.SortinoRatio!.Value.ShouldBe(-0.01 / 3 / Math.Sqrt(0.0004 / 3) * Math.Sqrt(365), 1e-12);
    }

    [Fact]
    public void One_day_has_no_sharpe_and_no_sortino()
    {
        var figures = Run([Point(0, 1000m), Point(Day - 1, 900m)], last: Day - 1).Session;

        figures.SharpeRatio.ShouldBeNull();
        figures.SortinoRatio.ShouldBeNull();
    }

    [Fact]
    public void Two_days_have_a_sharpe()
    {
        // Returns −0.1 and 0.1: mean 0.
        Run([Point(0, 900m), Point(Day, 990m)], last: Day).Session.SharpeRatio!.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Equal_returns_have_no_sharpe_and_only_gains_no_sortino()
    {
        var figures = Run([Point(0, 1010m), Point(Day, 1020.1m), Point(2 * Day, 1030.301m)], last: 2 * Day).Session;

        figures.SharpeRatio.ShouldBeNull();
        figures.SortinoRatio.ShouldBeNull();
    }

    [Fact]
    public void Days_are_those_of_utc_also_before_1970()
    {
        // −1 ns is the last moment of a day: two days, returns 0.1 and 0.
        var figures = Run([Point(-1, 1100m), Point(0, 1100m)], first: -1, last: 0).Session;

        figures.SharpeRatio!.Value.ShouldBe(0.05 / Math.Sqrt(0.005) * Math.Sqrt(365), 1e-9);
    }

    [Fact]
    public void Days_after_the_last_point_up_to_the_last_event_repeat()
    {
        var repeated = Run([Point(0, 1100m)], last: Day).Session;

        repeated.SharpeRatio!.Value.ShouldBe(0.05 / Math.Sqrt(0.005) * Math.Sqrt(365), 1e-9);
    }

    [Fact]
    public void Without_equity_left_to_earn_on_returns_are_not_defined()
    {
        var figures = Run([Point(0, 0m), Point(Day, 10m), Point(2 * Day, 20m)], last: 2 * Day).Session;

        figures.SharpeRatio.ShouldBeNull();
        figures.SortinoRatio.ShouldBeNull();
        figures.MaxDrawdownPct.ShouldBe(100);
    }

    [Fact]
    public void Calmar_is_the_return_per_365_days_over_the_max_drawdown()
    {
        // 36.5 days: (1.01)^10 − 1 = 10.4622…%; drawdown 2 %.
        var end = (long)(36.5 * Day);
        var figures = Run([Point(0, 1000m), Point(1, 980m), Point(end, 1010m)], last: end).Session;

        figures.CalmarRatio!.Value.ShouldBe((Math.Pow(1.01, 10) - 1) * 100 / 2, 1e-9);
    }

    [Fact]
    public void Calmar_is_absent_without_drawdown_without_duration_and_when_it_is_beyond_all_numbers()
    {
        Run([Point(0, 1000m), Point(Day, 1100m)], last: Day).Session.CalmarRatio.ShouldBeNull();
        Run([Point(0, 900m)], last: 0).Session.CalmarRatio.ShouldBeNull();
        Run([Point(0, 1000m), Point(1, 980m), Point(2, 1010m)], last: 2).Session.CalmarRatio.ShouldBeNull();
    }

    [Fact]
    public void Commission_and_funding_include_what_is_still_open()
    {
        var end = new RunEnd
        {
            Events = 3,
            FirstTime = new Timestamp(0),
            LastTime = new Timestamp(1),
            OpenRoundTrips = [new OpenRoundTrip("b", 2m, 0.5m, -0.25m)],
        };
        var result = Run(["a", "b"], [Trade(10m, commission: 1m, funding: 0.75m), Point(1, 1011.25m, 1010m, 1003m)], end);

        result.Session.Commission.ShouldBe(1.5m);
        result.Session.Funding.ShouldBe(0.5m);
        var open = result.Strategies[1].Value;
        open.Commission.ShouldBe(0.5m);
        open.Funding.ShouldBe(-0.25m);
        open.TotalPnl.ShouldBe(1.25m);
        (result.Strategies[0].Value.TotalPnl + open.TotalPnl).ShouldBe(result.Session.TotalPnl);
    }

    [Fact]
    public void The_only_strategy_of_a_session_has_the_figures_of_the_session()
    {
        var result = Run([Trade(10m, commission: 1m), Point(0, 900m), Point(Day, 1020m), Point(2 * Day, 1010m)], last: 2 * Day);

        result.Strategies.Single().Value.ShouldBe(result.Session);
        result.Session.SharpeRatio.ShouldNotBeNull();
        result.Session.CalmarRatio.ShouldNotBeNull();
    }

    [Fact]
    public void A_strategy_has_the_figures_that_a_session_with_its_curve_alone_would_have()
    {
        var end = new RunEnd { Events = 1, FirstTime = new Timestamp(0), LastTime = new Timestamp(2 * Day) };
        var both = Run(
            ["a", "b"],
            [Point(0, 1000m, 1000m, 1000m), Trade(10m), Point(Day, 980m, 1030m, 950m), Trade(-20m) with { StrategyName = "b" }, Point(2 * Day, 990m, 1010m, 980m)],
            end);

        both.Strategies.Select(strategy => strategy.Key).ShouldBe(["a", "b"]);
        both.Strategies[0].Value.ShouldBe(Run([Point(0, 1000m), Trade(10m), Point(Day, 1030m), Point(2 * Day, 1010m)], last: 2 * Day).Session);
        both.Strategies[1].Value.ShouldBe(Run([Point(0, 1000m), Trade(-20m), Point(Day, 950m), Point(2 * Day, 980m)], last: 2 * Day).Session);
        both.Strategies[1].Value.MaxDrawdownPct.ShouldBe(5);
    }

    [Fact]
    public void A_point_without_a_value_for_each_strategy_is_a_bug_and_names_both_counts() =>
        Should.Throw<InvalidOperationException>(() => Run(["a", "b"], [Point(0, 1000m)], new RunEnd { Events = 1, FirstTime = null, LastTime = null }))
            .Message.ShouldContain("values of 1 strategies; the session has 2");

    [Fact]
    public void The_first_fall_of_the_kill_switch_is_kept()
    {
        var first = new TradingHalted(new Timestamp(1), "max_drawdown_pct", 10m, 11m);

        Run([first, first with { Actual = 20m }]).Halted.ShouldBe(first);
    }

    [Fact]
    public void A_trade_of_an_unknown_strategy_is_a_bug_and_names_both() =>
        Should.Throw<InvalidOperationException>(() => Run([Trade(1m) with { StrategyName = "other" }])).Message.ShouldContain("'other'");

    [Fact]
    public void Equity_that_goes_back_a_day_is_a_bug() =>
        Should.Throw<InvalidOperationException>(() => Run([Point(Day, 1m), Point(0, 1m)]));

    [Fact]
    public void A_session_without_money_is_refused() =>
        Should.Throw<ArgumentException>(() => new PerformanceTracker(SampleRun.Description with { InitialBalance = 0 })).Message.ShouldContain("above 0");

    [Fact]
    public void Figures_equal_a_naive_computation_on_random_curves()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var points = new List<EquityPoint>();
            var (time, equity) = (random.NextInt64(Day * 400), 1000m);
            for (var index = 0; index < 200; index++)
            {
                points.Add(Point(time, equity));
                time += random.NextInt64(Day * 2);
                equity *= 1m + ((decimal)(random.NextDouble() - 0.49) / 20m);
            }

            var (first, last) = (points[0].Time.Nanoseconds, points[^1].Time.Nanoseconds);
            var figures = Run(points, first, last).Session;

            figures.MaxDrawdownPct!.Value.ShouldBe(NaiveDrawdown(points), 1e-9);
            var (sharpe, sortino) = NaiveRatios(points);
            figures.SharpeRatio!.Value.ShouldBe(sharpe, 1e-9);
            figures.SortinoRatio!.Value.ShouldBe(sortino, 1e-9);
            var calmar = (Math.Pow((double)(points[^1].Balance / 1000m), 365.0 / ((last - first) / (double)Day)) - 1) * 100 / NaiveDrawdown(points);
            figures.CalmarRatio!.Value.ShouldBe(calmar, 1e-9);
        }
    }

    private static double NaiveDrawdown(List<EquityPoint> points) => Enumerable.Range(0, points.Count)
        .Max(end => (double)(1 - (points[end].Equity / points.Take(end + 1).Max(point => point.Equity)))) * 100;

    private static (double Sharpe, double Sortino) NaiveRatios(List<EquityPoint> points)
    {
        var closes = new List<double> { 1000 };
        for (var day = points[0].Time.Nanoseconds / Day; day <= points[^1].Time.Nanoseconds / Day; day++)
            closes.Add((double)points.Last(point => point.Time.Nanoseconds / Day <= day).Equity);
        var returns = closes.Skip(1).Zip(closes, (close, before) => (close / before) - 1).ToList();
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (returns.Count - 1));
        var downside = Math.Sqrt(returns.Sum(value => Math.Min(value, 0) * Math.Min(value, 0)) / returns.Count);
        return (mean / deviation * Math.Sqrt(365), mean / downside * Math.Sqrt(365));
    }

    private static RunResult Run(IEnumerable<EngineEffect> effects, long first = 0, long last = 0) =>
        Run(["a"], effects, new RunEnd { Events = 1, FirstTime = new Timestamp(first), LastTime = new Timestamp(last) });

    private static RunResult Run(IReadOnlyList<string> strategies, IEnumerable<EngineEffect> effects, RunEnd end)
    {
        var tracker = new PerformanceTracker(SampleRun.Description with { StrategyNames = strategies });
        foreach (var effect in effects)
            tracker.Take(effect);
        return tracker.Result(end);
    }

    private static EquityPoint Point(long time, decimal equity, params decimal[] ofStrategies) => new()
    {
        Time = new Timestamp(time),
        Balance = equity,
        Equity = equity,
        DrawdownPct = 0m,
        StrategyEquity = ofStrategies.Length == 0 ? [equity] : ofStrategies,
    };

    private static Trade Trade(decimal pnl, decimal commission = 0m, decimal funding = 0m) => new()
    {
        TradeId = 1,
        StrategyName = "a",
        Symbol = "BTC_USDT",
        PositionSide = PositionSide.Long,
        Quantity = 1m,
        Leverage = 1,
        EntryTime = new Timestamp(0),
        EntryPrice = 1m,
        ExitTime = new Timestamp(1),
        ExitPrice = 1m,
        GrossPnl = pnl + commission - funding,
        Commission = commission,
        Funding = funding,
        Pnl = pnl,
        ExitReason = "take_profit",
    };
}
