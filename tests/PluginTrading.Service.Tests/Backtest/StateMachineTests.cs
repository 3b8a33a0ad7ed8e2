using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>The rows of the written table of states, each played through engine and simulated venue.</summary>
public sealed class StateMachineTests
{
    [Fact]
    public void A_round_goes_from_signal_to_entry_to_close_and_back_to_monitoring()
    {
        var run = new Scenario().Trade(0, 95).Trade(1, 100).Trade(2, 110).Trade(3, 112).Trade(4, 130).Trade(5, 131).Trade(6, 95).Trade(7, 95).Play();

        run.States.ShouldBe("MONITORING SIGNAL_DETECTED ENTRY_EVALUATION POSITION_ACTIVE CLOSE_ORDER_EVALUATION EXITED MONITORING");
        run.Reasons.ShouldBe("activated signal_detected entry_conditions entry_filled close_conditions close_conditions cooldown_passed");
        run.Transitions.Select(t => t.Section).ShouldBe([null, SectionKind.S1, SectionKind.Z1, null, SectionKind.ZE1, null, null]);
        run.Transitions.Select(t => t.Time).ShouldBe(new[] { 0, 1, 2, 3, 4, 5, 5.0 }.Select(Scenario.At));
    }

    [Fact]
    public void A_closed_position_is_monitored_again_in_the_same_event_and_its_signal_looked_at_from_the_next()
    {
        var run = new Scenario().Trade(1, 100).Trade(2, 110).Trade(3, 112).Trade(4, 130).Trade(5, 131).Trade(6, 120).Play();

        run.Transitions.Select(t => (t.ToState, t.Time)).TakeLast(3).ShouldBe(
        [
            (MachineState.Exited, Scenario.At(5)), (MachineState.Monitoring, Scenario.At(5)), (MachineState.SignalDetected, Scenario.At(6)),
        ]);
    }

    [Fact]
    public void Cancellation_conditions_end_the_signal_and_the_cooldown_keeps_it_ended()
    {
        var run = new Scenario().Trade(1, 100).Trade(2, 90).Trade(3, 100).Trade(301.9, 100).Trade(302, 100).Trade(303, 100).Play();

        run.States.ShouldBe("MONITORING SIGNAL_DETECTED SIGNAL_CANCELLED MONITORING SIGNAL_DETECTED");
        run.Transitions[2].Reason.ShouldBe("cancel_conditions");
        run.Transitions[2].Section.ShouldBe(SectionKind.O1);
        run.Transitions[3].Time.ShouldBe(Scenario.At(302));
        run.Signals[0].ExecutionStatus.ShouldBe(SignalStatus.Cancelled);
        run.Signals[0].RejectionReason.ShouldBe("cancel_conditions");
        run.Signals[1].ExecutionStatus.ShouldBe(SignalStatus.Pending);
    }

    [Fact]
    public void A_signal_older_than_its_timeout_is_cancelled_and_one_as_old_is_not()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, SignalTimeoutSeconds = 10 } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(11, 100).Trade(11.001, 100).Play();

        run.Reasons.ShouldBe("activated signal_detected signal_timeout");
        run.Transitions[2].Section.ShouldBeNull();
        run.Transitions[2].IndicatorValues.ShouldBe("{}");
        run.Transitions[2].Time.ShouldBe(Scenario.At(11.001));
    }

    [Fact]
    public void A_denied_entry_makes_two_transitions_in_one_event_and_writes_no_order()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, MinPositionSize = 100.01m } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Play();

        run.Reasons.ShouldBe("activated signal_detected entry_conditions risk_refused");
        run.Transitions[2].Time.ShouldBe(run.Transitions[3].Time);
        run.Signals.Single().ExecutionStatus.ShouldBe(SignalStatus.Rejected);
        run.Signals.Single().RejectionReason.ShouldBe("risk_refused: min_position_size limit 100.01 actual 100");
        run.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void A_limit_entry_that_never_fills_expires_and_cancels_the_signal()
    {
        var strategy = Scenario.Strategy with
        {
            Limits = new() { BaseSize = 0.1m, EntryOrderType = OrderType.Limit, EntryLimitOffsetPct = 1, OrderTimeoutSeconds = 5 },
        };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(6.9, 110).Trade(7, 100).Play();

        run.Orders.Single().RequestedPrice.ShouldBe(108.9m);
        run.Orders.Single().Status.ShouldBe(OrderStatus.Expired);
        run.Reasons.ShouldBe("activated signal_detected entry_conditions entry_expired");
        run.Signals.Single().ExecutionStatus.ShouldBe(SignalStatus.Cancelled);
        run.Signals.Single().RejectionReason.ShouldBe("entry_expired");
    }

    [Fact]
    public void Stop_loss_closes_at_market_and_names_itself()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, Leverage = 2, StopLossPct = 20 } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 99.1).Trade(5, 99).Trade(6, 98).Trade(1804, 98).Trade(1806, 95).Play();

        run.Reasons.ShouldBe("activated signal_detected entry_conditions entry_filled stop_loss stop_loss cooldown_passed");
        run.Transitions[4].Time.ShouldBe(Scenario.At(5));
        run.Transitions[4].ToState.ShouldBe(MachineState.EmergencyExit);
        run.Trades.Single().ExitReason.ShouldBe("stop_loss");
        run.Trades.Single().ExitPrice.ShouldBe(98m);
        run.Signals[1].SignalType.ShouldBe(SectionKind.E1);
        run.Signals[1].Action.ShouldBe(SignalAction.Sell);
        run.Signals[1].ExecutionStatus.ShouldBe(SignalStatus.Executed);
        run.Transitions[6].Time.ShouldBe(Scenario.At(1806));
    }

    [Fact]
    public void Take_profit_closes_before_close_conditions_are_looked_at()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, TakeProfitPct = 10 } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 140).Trade(5, 120).Play();

        run.Transitions[4].ToState.ShouldBe(MachineState.CloseOrderEvaluation);
        run.Transitions[4].Reason.ShouldBe("take_profit");
        run.Transitions[5].Reason.ShouldBe("take_profit");
        run.Signals[1].SignalType.ShouldBe(SectionKind.ZE1);
    }

    [Fact]
    public void A_position_older_than_its_maximum_age_is_closed()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, MaxPositionAgeSeconds = 10 } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(13, 110).Trade(13.5, 110).Trade(14, 110).Play();

        run.Transitions[4].Reason.ShouldBe("max_position_age");
        run.Transitions[4].Time.ShouldBe(Scenario.At(13.5));
    }

    [Fact]
    public void An_emergency_cancels_the_working_close_and_sends_a_market_close()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, CloseOrderType = OrderType.Limit } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 130).Trade(5, 50).Trade(6, 51).Play();

        run.States.ShouldBe("MONITORING SIGNAL_DETECTED ENTRY_EVALUATION POSITION_ACTIVE CLOSE_ORDER_EVALUATION EMERGENCY_EXIT EXITED");
        run.Orders.Select(o => (o.OrderType, o.Status)).ShouldBe(
            [(OrderType.Market, OrderStatus.Filled), (OrderType.Limit, OrderStatus.Cancelled), (OrderType.Market, OrderStatus.Filled)]);
        run.Trades.Single().ExitReason.ShouldBe("emergency_exit");
        run.Trades.Single().ExitPrice.ShouldBe(51m);
    }

    [Fact]
    public void An_expired_close_leaves_the_position_managed()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.1m, CloseOrderType = OrderType.Limit, OrderTimeoutSeconds = 5 } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 130).Trade(9, 120).Trade(10, 130).Trade(11, 131).Play();

        run.Reasons.ShouldBe("activated signal_detected entry_conditions entry_filled close_conditions close_expired close_conditions close_conditions cooldown_passed");
        run.Orders.Select(o => o.Status).ShouldBe([OrderStatus.Filled, OrderStatus.Expired, OrderStatus.Filled]);
        run.Fills[^1].Liquidity.ShouldBe(Liquidity.Maker);
        run.Fills[^1].Price.ShouldBe(130m);
    }

    [Fact]
    public void A_liquidated_position_exits_loses_its_margin_and_nothing_more()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 1m, Leverage = 10 } };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(2, 100).Trade(3, 110).Trade(4, 110).Trade(5, 60).Trade(6, 60).Play();

        var quantity = 9.09m;
        var margin = (110m * quantity / 10) + (110m * quantity * 0.0008m);
        run.Transitions[^1].Reason.ShouldBe("liquidation");
        run.Orders[^1].OrderType.ShouldBe(OrderType.Liquidation);
        run.Orders[^1].SignalId.ShouldBeNull();
        run.Trades.Single().GrossPnl.ShouldBe(-margin);
        run.Run.FinalBalance.ShouldBe(1000m - margin - (110m * quantity * 0.0008m));
    }

    [Fact]
    public void What_is_open_at_the_end_is_closed_at_the_last_price()
    {
        var run = new Scenario().Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 120).Play();

        run.Transitions[^1].ToState.ShouldBe(MachineState.Exited);
        run.Transitions[^1].Reason.ShouldBe("end_of_data");
        run.Trades.Single().ExitPrice.ShouldBe(120m);
        run.Orders[^1].SignalId.ShouldBeNull();
    }

    [Fact]
    public void An_entry_at_work_at_the_end_is_cancelled()
    {
        var run = new Scenario().Trade(1, 100).Trade(2, 110).Play();

        run.Orders.Single().Status.ShouldBe(OrderStatus.Cancelled);
        run.Transitions[^1].Reason.ShouldBe("entry_expired");
    }

    [Fact]
    public void A_disabled_strategy_stays_inactive()
    {
        var run = Scenario.With(Scenario.Strategy with { Enabled = false }).Trade(1, 100).Trade(2, 110).Play();

        run.Transitions.ShouldBeEmpty();
    }

    [Fact]
    public void A_signal_without_a_slot_is_recorded_once_per_rising_edge_and_taken_when_the_slot_is_free()
    {
        var first = Scenario.Strategy with { Name = "first" };
        var second = Scenario.Strategy with { Name = "second" };
        var other = Scenario.Instrument with { Symbol = "DEF_USDT", Base = "DEF" };
        var run = new Scenario
        {
            Settings = new() { Strategies = [first, second], Instruments = [Scenario.Instrument, other], InitialBalance = 1000, MaxConcurrentSignals = 1 },
        };
        run.Trade(1, 100).Trade(2, 100, symbol: 1).Trade(3, 100, symbol: 1).Trade(4, 99, symbol: 1).Trade(5, 100, symbol: 1)
            .Trade(6, 90).Trade(7, 100, symbol: 1).Play();

        run.Signals.Select(s => (s.StrategyName, s.Symbol, s.ExecutionStatus, s.RejectionReason)).ShouldBe(
        [
            ("first", "ABC_USDT", SignalStatus.Cancelled, "cancel_conditions"),
            ("second", "ABC_USDT", SignalStatus.Rejected, "no_slot"),
            ("first", "DEF_USDT", SignalStatus.Rejected, "no_slot"),
            ("second", "DEF_USDT", SignalStatus.Rejected, "no_slot"),
            ("first", "DEF_USDT", SignalStatus.Rejected, "no_slot"),
            ("second", "DEF_USDT", SignalStatus.Rejected, "no_slot"),
            ("first", "DEF_USDT", SignalStatus.Pending, null),
        ]);
    }

    [Fact]
    public void A_symbol_held_by_another_strategy_is_locked()
    {
        var run = new Scenario
        {
            Settings = new()
            {
                Strategies = [Scenario.Strategy with { Name = "first" }, Scenario.Strategy with { Name = "second" }],
                Instruments = [Scenario.Instrument],
                InitialBalance = 1000,
            },
        }.Trade(1, 100).Play();

        run.Signals[1].RejectionReason.ShouldBe("symbol_locked");
    }

    [Fact]
    public void A_direction_that_the_session_does_not_allow_is_rejected()
    {
        var run = new Scenario
        {
            Settings = new() { Strategies = [Scenario.Strategy], Instruments = [Scenario.Instrument], InitialBalance = 1000, Direction = Direction.Short },
        }.Trade(1, 100).Trade(2, 101).Play();

        run.Signals.Single().RejectionReason.ShouldBe("direction_not_allowed");
        run.Signals.Single().Action.ShouldBe(SignalAction.Buy);
    }

    [Fact]
    public void A_coded_signal_names_its_side_and_a_hold_is_recorded_without_acting()
    {
        var strategy = Scenario.Strategy with
        {
            Direction = Direction.Both,
            SignalDetection = Code(_ => c => c.Market.LastPrice switch
            {
                >= 100 => SectionResult.Signal(PositionSide.Short, 0.7),
                >= 50 => SectionResult.Hold(0.4),
                _ => SectionResult.False,
            }),
        };
        var run = Scenario.With(strategy).Trade(1, 40).Trade(2, 60).Trade(3, 61).Trade(4, 100).Play();

        run.Signals.Select(s => (s.Action, s.Confidence)).ShouldBe([(SignalAction.Hold, 0.4), (SignalAction.Short, 0.7)]);
        run.States.ShouldBe("MONITORING SIGNAL_DETECTED");
    }

    [Fact]
    public void The_kill_switch_denies_entries_for_good_and_flattens_when_asked()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 1m }, EmergencyExit = Any(Value("price") <= 1).WithCooldown(0) };
        var run = new Scenario
        {
            Settings = new()
            {
                Strategies = [strategy],
                Instruments = [Scenario.Instrument],
                InitialBalance = 1000,
                Risk = new RiskLimits { MaxDrawdownPct = 10, FlattenOnMaxDrawdown = true },
                Fees = new FeeSchedule { TakerFeePct = 0 },
            },
        }.Trade(1, 100).Trade(2, 110).Trade(3, 110).Trade(4, 99.1).Trade(5, 98.9).Trade(6, 98).Trade(7, 100).Trade(8, 110).Trade(9, 110).Play();

        run.Effects.OfType<TradingHalted>().Single().Time.ShouldBe(Scenario.At(5));
        run.Trades.Single().ExitReason.ShouldBe("emergency_exit");
        run.Signals[^1].RejectionReason!.ShouldStartWith("risk_refused: max_drawdown_pct limit 10 actual ");
    }

    [Fact]
    public void The_kill_switch_that_flattens_also_cancels_entries_at_work()
    {
        var strategy = Scenario.Strategy with { Limits = new() { BaseSize = 0.4m, Leverage = 2, EntryOrderType = OrderType.Limit } };
        var other = Scenario.Instrument with { Symbol = "DEF_USDT", Base = "DEF" };
        var run = new Scenario
        {
            Settings = new()
            {
                Strategies = [strategy],
                Instruments = [Scenario.Instrument, other],
                InitialBalance = 1000,
                Risk = new RiskLimits { MaxDrawdownPct = 10, FlattenOnMaxDrawdown = true },
            },
        };
        run.Trade(1, 100).Trade(2, 110).Trade(3, 110)
            .Trade(4, 100, symbol: 1).Trade(5, 110, symbol: 1).Trade(6, 120, symbol: 1)
            .Trade(7, 60).Trade(8, 60).Trade(9, 110, symbol: 1).Play();

        run.Effects.OfType<TradingHalted>().Single().Time.ShouldBe(Scenario.At(7));
        run.Trades.Single().ExitReason.ShouldBe("emergency_exit");
        run.Orders.Single(o => o.Symbol == "DEF_USDT").Status.ShouldBe(OrderStatus.Cancelled);
        run.Transitions.Last(t => t.Symbol == "DEF_USDT").ShouldSatisfyAllConditions(
            t => t.ToState.ShouldBe(MachineState.SignalCancelled), t => t.Reason.ShouldBe("entry_expired"), t => t.Time.ShouldBe(Scenario.At(7)));
    }

    [Theory]
    [InlineData(1.5, 2)]
    [InlineData(20, 2)]
    public void The_age_of_a_signal_crosses_a_threshold_from_0_at_the_event_that_gave_the_signal(double next, double threshold)
    {
        var strategy = Scenario.Strategy with { EntryConditions = All(Value("signal_age_seconds").CrossesAbove(threshold)) };
        var run = Scenario.With(strategy).Trade(1, 100).Trade(1 + next, 100).Trade(30, 100).Trade(31, 100).Play();

        var entry = run.Transitions.Single(t => t.Reason == "entry_conditions");
        entry.Time.ShouldBe(Scenario.At(next > threshold ? 1 + next : 30));
    }
}
