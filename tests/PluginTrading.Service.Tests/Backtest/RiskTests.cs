using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>Each limit of the risk check: what is at the limit passes, what is just beyond is denied and named with limit and actual value.</summary>
public sealed class RiskTests
{
    // The entry of these tests: last price 110, equity 1000, size 100, quantity 0.909, notional 99.99.
    [Fact]
    public void Min_position_size() => Check(l => l with { MinPositionSize = 100m }, l => l with { MinPositionSize = 100.000001m },
        "min_position_size limit 100.000001 actual 100");

    [Fact]
    public void Min_quantity() => CheckInstrument(0.909m, 0.91m, (i, v) => i with { MinQuantity = v }, "min_quantity limit 0.91 actual 0.909");

    [Fact]
    public void A_quantity_that_rounds_to_nothing_is_denied() =>
        Denial(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 0.0001m } })).ShouldBe("risk_refused: min_quantity limit 0.001 actual 0");

    [Fact]
    public void Min_notional() => CheckInstrument(99.99m, 100m, (i, v) => i with { MinNotional = v }, "min_notional limit 100 actual 99.99");

    [Fact]
    public void Max_open_positions()
    {
        var other = Scenario.Instrument with { Symbol = "DEF_USDT" };
        Scenario Two(int limit) => new Scenario
        {
            Settings = new()
            {
                Strategies = [Scenario.Strategy],
                Instruments = [Scenario.Instrument, other],
                InitialBalance = 1000,
                Risk = new RiskLimits { MaxOpenPositions = limit },
            },
        }.Trade(1, 100).Trade(2, 110).Trade(3, 100, symbol: 1).Trade(4, 110, symbol: 1).Trade(5, 110, symbol: 1).Play();

        Two(2).Signals.ShouldAllBe(s => s.ExecutionStatus != SignalStatus.Rejected);
        Two(1).Signals[1].RejectionReason.ShouldBe("risk_refused: max_open_positions limit 1 actual 2");
    }

    [Fact]
    public void Max_position_size_of_the_session() => CheckRisk(r => r with { MaxPositionSize = 99.99m }, r => r with { MaxPositionSize = 99.98m },
        "max_position_size limit 99.98 actual 99.99");

    [Fact]
    public void Max_position_size_of_the_strategy_clips()
    {
        var run = Play(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, MaxPositionSize = 55m } }));

        run.Orders[0].Quantity.ShouldBe(0.5m);
    }

    [Fact]
    public void Max_margin_never_exceeds_the_balance() =>
        Denial(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 2m } })).ShouldBe("risk_refused: max_margin limit 1000 actual 1999.91");

    [Fact]
    public void Min_margin_ratio_pct()
    {
        // 100 × (1/200 + 0.0008 − 0.004) ÷ (1/200 + 0.0008)
        Denial(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, Leverage = 200 } }))!
            .ShouldStartWith("risk_refused: min_margin_ratio_pct limit 50 actual 31.03448275862068965517");
        Denial(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, Leverage = 100 } })).ShouldBeNull();
    }

    [Fact]
    public void Max_leverage_of_the_instrument_and_of_the_session()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, Leverage = 20 } };
        CheckInstrument(20m, 19m, (i, v) => i with { MaxLeverage = (int)v }, "max_leverage limit 19 actual 20", strategy);
        CheckRisk(r => r with { MaxLeverage = 20 }, r => r with { MaxLeverage = 19 }, "max_leverage limit 19 actual 20", strategy);
    }

    [Fact]
    public void Max_daily_loss_counts_realized_losses_and_fees_since_midnight()
    {
        var strategy = Scenario.Strategy with { EmergencyExit = Scenario.Strategy.EmergencyExit!.WithCooldown(0) };
        Scenario Losing(decimal limit, double again) => new Scenario
        {
            Settings = new()
            {
                Strategies = [strategy],
                Instruments = [Scenario.Instrument],
                InitialBalance = 1000,
                Risk = new RiskLimits { MaxDailyLoss = limit },
                Fees = new FeeSchedule { TakerFeePct = 0 },
            },
        }.Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 50).Trade(5, 50).Trade(again, 100).Trade(again + 1, 110).Trade(again + 2, 110).Play();

        // 0.909 × (110 − 50) = 54.54
        Losing(54.54m, 10).Signals[^1].ExecutionStatus.ShouldBe(SignalStatus.Executed);
        Losing(54.53m, 10).Signals[^1].RejectionReason.ShouldBe("risk_refused: max_daily_loss limit 54.53 actual 54.54");
        Losing(54.53m, 86_400).Signals[^1].ExecutionStatus.ShouldBe(SignalStatus.Executed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Max_daily_loss_can_close_what_else_is_open(bool flattens)
    {
        var strategy = Scenario.Strategy with { EmergencyExit = Scenario.Strategy.EmergencyExit!.WithCooldown(0) };
        var scenario = new Scenario
        {
            Settings = new()
            {
                Strategies = [strategy],
                Instruments = [Scenario.Instrument, Scenario.Instrument with { Symbol = "OTHER" }],
                InitialBalance = 1000,
                Risk = new RiskLimits { MaxDailyLoss = 10, FlattenOnMaxDailyLoss = flattens },
            },
        };
        foreach (var (second, price) in new[] { (1, 100d), (2, 110d), (3, 110d) })
            scenario.Trade(second, price).Trade(second, price, symbol: 1);
        scenario.Trade(4, 50).Trade(5, 50).Trade(6, 110, symbol: 1).Trade(7, 110, symbol: 1).Play();

        var other = scenario.Trades.Single(t => t.Symbol == "OTHER");
        if (flattens)
            other.ExitReason.ShouldBe("emergency_exit");
        else
            other.ExitReason.ShouldNotBe("emergency_exit");
    }

    [Fact]
    public void Max_orders_per_second_and_minute()
    {
        var strategy = Scenario.Strategy with { EmergencyExit = Scenario.Strategy.EmergencyExit!.WithCooldown(0) };
        Scenario Again(RiskLimits risk, double at) => new Scenario
        {
            Settings = new() { Strategies = [strategy], Instruments = [Scenario.Instrument], InitialBalance = 1000, Risk = risk },
        }.Trade(1, 100).Trade(2, 110).Trade(2.1, 110).Trade(2.2, 50).Trade(2.3, 50).Trade(2.4, 100).Trade(at, 110).Trade(at + 1, 110).Play();

        Again(new RiskLimits { MaxOrdersPerSecond = 3 }, 2.5).Signals[^1].ExecutionStatus.ShouldBe(SignalStatus.Executed);
        Again(new RiskLimits { MaxOrdersPerSecond = 2 }, 2.5).Signals[^1].RejectionReason.ShouldBe("risk_refused: max_orders_per_second limit 2 actual 3");
        Again(new RiskLimits { MaxOrdersPerSecond = 2 }, 3).Signals[^1].ExecutionStatus.ShouldBe(SignalStatus.Executed);
        Again(new RiskLimits { MaxOrdersPerMinute = 2 }, 61.9).Signals[^1].RejectionReason.ShouldBe("risk_refused: max_orders_per_minute limit 2 actual 3");
        Again(new RiskLimits { MaxOrdersPerMinute = 2 }, 62).Signals[^1].ExecutionStatus.ShouldBe(SignalStatus.Executed);
    }

    [Fact]
    public void Price_collar_pct()
    {
        StrategyDefinition Limit(decimal offset) => Scenario.Strategy with
        {
            Limits = new() { BaseSize = 0.1m, EntryOrderType = OrderType.Limit, EntryLimitOffsetPct = offset },
        };
        Denial(Scenario.With(Limit(5m))).ShouldBe("entry_expired");
        Denial(Scenario.With(Limit(5.1m)))!.ShouldStartWith("risk_refused: price_collar_pct limit 5 actual 5.18");
    }

    [Fact]
    public void Available_balance_covers_margin_and_both_fees()
    {
        // Quantity 9.09, notional 999.9: im 999.9 × 1.0008, entry fee 999.9 × 0.0008.
        Denial(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 0.9983m } })).ShouldBeNull();
        Denial(Scenario.With(Scenario.Strategy with { Limits = new() { BaseSize = 1m } })).ShouldBe("risk_refused: available_balance limit 1000 actual 1001.49984");
    }

    [Fact]
    public void Reserved_money_is_not_spent_twice()
    {
        var other = Scenario.Instrument with { Symbol = "DEF_USDT" };
        var run = new Scenario
        {
            Settings = new()
            {
                Strategies = [Scenario.Strategy with { Limits = new() { BaseSize = 0.6m } }],
                Instruments = [Scenario.Instrument, other],
                InitialBalance = 1000,
            },
        }.Trade(1, 100).Trade(1, 100, symbol: 1).Trade(2, 110).Trade(2, 110, symbol: 1).Play();

        run.Signals[0].OrderId.ShouldBe("1");
        run.Signals[1].RejectionReason!.ShouldStartWith("risk_refused: max_margin limit 1000 actual 1200");
    }

    private static Scenario Play(Scenario scenario) => scenario.Trade(1, 100).Trade(2, 110).Trade(3, 110).Play();

    private static string? Denial(Scenario scenario) => Play(scenario).Signals[0].RejectionReason;

    private static void Check(Func<StrategyLimits, StrategyLimits> passes, Func<StrategyLimits, StrategyLimits> denied, string reason)
    {
        Denial(Scenario.With(Scenario.Strategy with { Limits = passes(Scenario.Strategy.Limits) })).ShouldBeNull();
        Denial(Scenario.With(Scenario.Strategy with { Limits = denied(Scenario.Strategy.Limits) })).ShouldBe("risk_refused: " + reason);
    }

    private static void CheckRisk(Func<RiskLimits, RiskLimits> passes, Func<RiskLimits, RiskLimits> denied, string reason, StrategyDefinition? strategy = null)
    {
        Scenario With(RiskLimits risk) => new()
        {
            Settings = new() { Strategies = [strategy ?? Scenario.Strategy], Instruments = [Scenario.Instrument], InitialBalance = 1000, Risk = risk },
        };
        Denial(With(passes(new RiskLimits()))).ShouldBeNull();
        Denial(With(denied(new RiskLimits()))).ShouldBe("risk_refused: " + reason);
    }

    private static void CheckInstrument(
        decimal passes, decimal denied, Func<Sdk.MarketData.Instrument, decimal, Sdk.MarketData.Instrument> change, string reason, StrategyDefinition? strategy = null)
    {
        Scenario With(decimal value) => new()
        {
            Settings = new() { Strategies = [strategy ?? Scenario.Strategy], Instruments = [change(Scenario.Instrument, value)], InitialBalance = 1000 },
        };
        Denial(With(passes)).ShouldBeNull();
        Denial(With(denied)).ShouldBe("risk_refused: " + reason);
    }
}
