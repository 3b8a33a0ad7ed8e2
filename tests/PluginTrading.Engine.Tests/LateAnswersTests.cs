using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Engine.Tests;

/// <summary>Answers of a venue that the simulated one never gives: late and repeated.</summary>
public sealed class LateAnswersTests
{
    private static readonly Instrument First = new() { Symbol = "ABC_USDT", Base = "ABC", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 0.001m, MaxQuantity = 50.0005m };

    private readonly List<EngineEffect> _effects = [];
    private readonly TradingEngine _engine;

    public LateAnswersTests()
    {
        var strategy = new StrategyDefinition
        {
            Name = "test",
            Direction = Direction.Long,
            Limits = new() { BaseSize = 0.4m, Leverage = 2 },
            SignalDetection = All(Value("price") >= 100),
            EntryConditions = All(Value("price") >= 110),
            CloseOrderDetection = Any(Value("price") >= 130),
        };
        _engine = new TradingEngine(
            new SessionSettings
            {
                Strategies = [strategy],
                Instruments = [First, First with { Symbol = "DEF_USDT", Base = "DEF" }],
                InitialBalance = 1000,
                Risk = new RiskLimits { MaxDrawdownPct = 10, FlattenOnMaxDrawdown = true },
            },
            new ComponentCatalog());
        _engine.Start(At(0));
    }

    [Fact]
    public void Entry_that_fills_after_the_kill_switch_cancelled_it_is_closed_at_once()
    {
        Trade(1, 0, 100);
        Trade(2, 0, 110);
        Trade(3, 0, 110, Filled("1", "f1", 110));
        Trade(4, 1, 100);
        Trade(5, 1, 110);
        Trade(6, 0, 60);

        Of<TradingHalted>().ShouldHaveSingleItem();
        Of<CancelOrder>().ShouldHaveSingleItem().ClientOrderId.ShouldBe("2");
        Sent("3").ReduceOnly.ShouldBeTrue();

        Trade(7, 0, 60, Filled("3", "f2", 60));
        Trade(8, 1, 110, Filled("2", "f3", 110));

        Of<Transition>().TakeLast(2).Select(t => (t.Symbol, t.ToState, t.Reason)).ShouldBe(
            [("DEF_USDT", MachineState.PositionActive, "entry_filled"), ("DEF_USDT", MachineState.EmergencyExit, "emergency_exit")]);
        Sent("4").ShouldSatisfyAllConditions(
            r => r.ReduceOnly.ShouldBeTrue(), r => r.Symbol.ShouldBe("DEF_USDT"), r => r.Quantity.ShouldBe(Sent("2").Quantity), r => r.LimitPrice.ShouldBeNull());
        Trade(9, 1, 110);
        Of<SubmitOrder>().Count().ShouldBe(4);
    }

    [Fact]
    public void Entry_that_fills_further_after_its_close_filled_whole_is_closed_too_before_the_round_is_over()
    {
        Trade(1, 0, 100);
        Trade(2, 0, 110);
        Trade(3, 0, 110, Filled("1", "f1", 110) with { Quantity = 1 });
        Trade(4, 0, 130);
        Sent("2").Quantity.ShouldBe(1);
        Trade(5, 0, 130, Filled("2", "f2", 130));
        Of<Transition>().Last().ToState.ShouldBe(MachineState.CloseOrderEvaluation, "the entry's cancellation is still under way");

        Trade(6, 0, 130, Filled("1", "f3", 110) with { Quantity = 1 });
        Sent("3").ShouldSatisfyAllConditions(r => r.ReduceOnly.ShouldBeTrue(), r => r.Quantity.ShouldBe(1));
        Trade(7, 0, 120, Filled("3", "f4", 130));
        Trade(8, 0, 90, new OrderCancelled { Time = At(8), ClientOrderId = "1" });

        Of<Trade>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Quantity.ShouldBe(2), t => t.ExitReason.ShouldBe("close_conditions"));
        Of<Transition>().Count(t => t.ToState == MachineState.Exited).ShouldBe(1);
        _engine.PositionOn(0).ShouldBeNull();
        Of<SubmitOrder>().Count().ShouldBe(3);
    }

    [Fact]
    public void Position_larger_than_one_order_may_be_is_closed_with_several()
    {
        Trade(1, 0, 100);
        Trade(2, 0, 110);
        Trade(3, 0, 110, Filled("1", "f1", 110));
        Trade(4, 0, 110, new PositionAdjusted { Time = At(4), SymbolIndex = 0, Quantity = 120, EntryPrice = 110, Price = 110, Commission = 0, Cause = "by hand" });
        Trade(5, 0, 130);
        Sent("2").Quantity.ShouldBe(50, "a multiple of the step");
        Trade(6, 0, 130, Filled("2", "f2", 130));
        Sent("3").Quantity.ShouldBe(50);
        Trade(7, 0, 130, Filled("3", "f3", 130));
        Sent("4").Quantity.ShouldBe(20);
        Trade(8, 0, 130, Filled("4", "f4", 130));

        Of<Trade>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Quantity.ShouldBe(120), t => t.ExitReason.ShouldBe("close_conditions"));
        Of<SubmitOrder>().Skip(1).ShouldAllBe(s => s.Order.Request.ReduceOnly);
        Of<SubmitOrder>().Count().ShouldBe(4);
    }

    [Fact]
    public void Liquidation_cancels_the_entry_at_work_and_the_round_is_over_once_that_has_ended()
    {
        Trade(1, 0, 100);
        Trade(2, 0, 110);
        Trade(3, 0, 110, Filled("1", "f1", 110) with { Quantity = 1 });
        Trade(4, 0, 110, new PositionLiquidated { Time = At(4), SymbolIndex = 0, FillId = "f2", Price = 60, Loss = 50 });

        Of<CancelOrder>().ShouldHaveSingleItem().ClientOrderId.ShouldBe("1");
        Of<Trade>().ShouldBeEmpty();
        Trade(5, 0, 110, new OrderCancelled { Time = At(5), ClientOrderId = "1" });

        Of<Trade>().ShouldHaveSingleItem().ExitReason.ShouldBe("liquidation");
        Of<Transition>().Last().ShouldSatisfyAllConditions(t => t.ToState.ShouldBe(MachineState.Exited), t => t.Reason.ShouldBe("liquidation"));
    }

    [Fact]
    public void Fill_that_is_told_twice_is_booked_once()
    {
        Trade(1, 0, 100);
        Trade(2, 0, 110);
        var part = (OrderFilled)Filled("1", "f1", 110) with { Quantity = 1, Commission = 1 };
        Trade(3, 0, 110, part, part);

        Of<Fill>().ShouldHaveSingleItem().Quantity.ShouldBe(1);
        _engine.Balance.ShouldBe(999);
        Of<Order>().Last().FilledQuantity.ShouldBe(1);
    }

    [Fact]
    public void Answer_about_an_order_that_is_not_ours_is_a_fault_that_names_it() =>
        Should.Throw<InvalidOperationException>(() => Trade(1, 0, 100, new OrderCancelled { Time = At(1), ClientOrderId = "77" })).Message.ShouldContain("'77'");

    private static Timestamp At(long seconds) => new(seconds * Timestamp.PerSecond);

    private void Trade(long second, int symbol, double price, params VenueEvent[] answers)
    {
        var e = MarketEvent.Trade(symbol, At(second), price, 1);
        _engine.Process(in e, [.. answers.Select(a => a with { Time = At(second) })]);
        _effects.AddRange(_engine.Effects);
    }

    private OrderFilled Filled(string order, string fill, decimal price) => new()
    {
        Time = At(0),
        ClientOrderId = order,
        FillId = fill,
        Price = price,
        Quantity = Sent(order).Quantity,
        Commission = 0,
        Liquidity = Liquidity.Taker,
    };

    private OrderRequest Sent(string order) => Of<SubmitOrder>().Single(s => s.Order.Request.ClientOrderId == order).Order.Request;

    private IEnumerable<T> Of<T>()
        where T : EngineEffect => _effects.OfType<T>();
}
