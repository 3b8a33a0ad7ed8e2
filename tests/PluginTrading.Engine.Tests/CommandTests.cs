using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Engine.Tests;

/// <summary>What operators, connections and reconciliation do to a session.</summary>
public sealed class CommandTests
{
    private static readonly Instrument Contract = new() { Symbol = "ABC_USDT", Base = "ABC", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 0.001m };

    private readonly List<EngineEffect> _effects = [];
    private readonly TradingEngine _engine;
    private long _second;

    public CommandTests()
    {
        var strategy = new StrategyDefinition
        {
            Name = "test",
            Direction = Direction.Long,
            Limits = new() { BaseSize = 0.4m, Leverage = 2, CloseOrderType = OrderType.Limit },
            SignalDetection = All(Value("price") >= 100),
            EntryConditions = All(Value("price") >= 110),
            CloseOrderDetection = Any(Value("price") >= 130),
        };
        _engine = new TradingEngine(
            new SessionSettings { Strategies = [strategy], Instruments = [Contract], InitialBalance = 1000, Risk = new RiskLimits { MaxDrawdownPct = 10, MaxDailyLoss = 50 } }, new ComponentCatalog());
        _engine.Start(At(0));
    }

    private MachineState State => _engine.Machines.Single().State;

    [Theory]
    [InlineData("entries_paused")]
    [InlineData("not_reconciled")]
    [InlineData("symbol_frozen")]
    [InlineData("data_stale")]
    public void Closed_gate_rejects_a_signal_once_with_its_reason_and_takes_it_when_it_opens(string reason)
    {
        Gate(reason, isOpen: false);
        Trade(100);
        Trade(101);
        State.ShouldBe(MachineState.Monitoring);
        Of<Signal>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            s => s.ExecutionStatus.ShouldBe(SignalStatus.Rejected), s => s.RejectionReason.ShouldBe(reason));
        Gate(reason, isOpen: true);
        Trade(102);
        State.ShouldBe(MachineState.SignalDetected);
    }

    [Theory]
    [InlineData("entries_paused")]
    [InlineData("not_reconciled")]
    [InlineData("symbol_frozen")]
    [InlineData("data_stale")]
    public void Closed_gate_holds_an_entry_back_and_lets_exits_through(string reason)
    {
        Trade(100);
        Gate(reason, isOpen: false);
        Trade(111);
        State.ShouldBe(MachineState.SignalDetected);
        Of<SubmitOrder>().ShouldBeEmpty();
        Gate(reason, isOpen: true);
        Enter();
        Gate(reason, isOpen: false);
        Trade(131);
        State.ShouldBe(MachineState.CloseOrderEvaluation);
        Of<SubmitOrder>().Last().Order.Request.ReduceOnly.ShouldBeTrue();
    }

    [Fact]
    public void Reduce_only_cancels_the_entry_at_work_and_pausing_does_not()
    {
        Trade(100);
        Trade(111);
        Level(TradingLevel.EntriesPaused);
        Of<CancelOrder>().ShouldBeEmpty();
        Level(TradingLevel.ReduceOnly);
        Of<CancelOrder>().ShouldHaveSingleItem().ClientOrderId.ShouldBe("1");
    }

    [Fact]
    public void Orders_cancelled_ends_a_close_at_work_and_the_position_stays_managed()
    {
        Enter();
        Trade(131);
        Level(TradingLevel.OrdersCancelled);
        Of<CancelOrder>().Last().ClientOrderId.ShouldBe("2");
        _engine.Process(new OrderCancelled { Time = Now, ClientOrderId = "2" });
        State.ShouldBe(MachineState.PositionActive);
        Trade(132);
        State.ShouldBe(MachineState.CloseOrderEvaluation);
    }

    [Fact]
    public void Flatten_closes_what_is_open_and_what_fills_later()
    {
        Trade(100);
        Trade(111);
        Level(TradingLevel.Flatten);
        Of<CancelOrder>().ShouldHaveSingleItem().ClientOrderId.ShouldBe("1");
        Answer(Filled("1", "f1", 111));
        Trade(111);
        State.ShouldBe(MachineState.EmergencyExit);
        Of<Transition>().Last().Reason.ShouldBe("manual");
        Answer(Filled("2", "f2", 111));
        State.ShouldBe(MachineState.Exited);
    }

    [Fact]
    public void Closing_one_position_by_hand_names_the_reason()
    {
        Enter();
        _engine.Process(new ClosePosition { Time = Now, SymbolIndex = 0, By = "ann" });
        Keep();
        State.ShouldBe(MachineState.EmergencyExit);
        Of<Signal>().Last().Action.ShouldBe(SignalAction.Sell);
    }

    [Fact]
    public void Drawdown_halt_is_lifted_by_the_operator_and_counts_from_there()
    {
        Enter();
        Trade(60);
        Of<TradingHalted>().ShouldHaveSingleItem();
        Level(TradingLevel.Active);
        Trade(59);
        Of<TradingHalted>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Position_that_was_closed_outside_ends_the_round_with_the_venues_price_and_fee()
    {
        Enter();
        var quantity = _engine.PositionOn(0)!.Quantity;
        Answer(new PositionAdjusted { Time = Now, SymbolIndex = 0, Quantity = 0, EntryPrice = 111, Price = 121, Commission = 1, Cause = "by hand" });
        State.ShouldBe(MachineState.Exited);
        Of<Trade>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.ExitReason.ShouldBe("closed_at_exchange"), t => t.GrossPnl.ShouldBe(10 * quantity));
        _engine.Balance.ShouldBe(1000 + (10 * quantity) - 1);
        Of<PositionSnapshot>().Last().CloseReason.ShouldBe("closed_at_exchange");
    }

    [Fact]
    public void Position_that_was_reduced_outside_goes_on_with_the_rest()
    {
        Enter();
        var quantity = _engine.PositionOn(0)!.Quantity;
        Answer(new PositionAdjusted { Time = Now, SymbolIndex = 0, Quantity = quantity - 1, EntryPrice = 111, Price = 121, Commission = 0, Cause = "by hand" });
        State.ShouldBe(MachineState.PositionActive);
        _engine.PositionOn(0)!.Quantity.ShouldBe(quantity - 1);
        _engine.Balance.ShouldBe(1010);
        Trade(131);
        Of<SubmitOrder>().Last().Order.Request.Quantity.ShouldBe(quantity - 1);
    }

    [Fact]
    public void Position_that_was_increased_outside_is_taken_over_at_the_venues_average()
    {
        Enter();
        var quantity = _engine.PositionOn(0)!.Quantity;
        Answer(new PositionAdjusted { Time = Now, SymbolIndex = 0, Quantity = quantity + 1, EntryPrice = 112, Price = 120, Commission = 0, Cause = "by hand" });
        _engine.PositionOn(0).ShouldNotBeNull().ShouldSatisfyAllConditions(p => p.Quantity.ShouldBe(quantity + 1), p => p.EntryPrice.ShouldBe(112));
        _engine.Balance.ShouldBe(1000);
    }

    [Fact]
    public void Balance_follows_the_venue_with_an_alert()
    {
        Trade(90);
        Answer(new BalanceAdjusted { Time = Now, Amount = -5, Cause = "withdrawn" });
        _engine.Balance.ShouldBe(995);
        Of<Alert>().ShouldHaveSingleItem().Rule.ShouldBe("balance_changed_outside");
    }

    [Fact]
    public void Unknown_order_stays_in_flight_until_the_venue_has_said_what_it_is()
    {
        Trade(100);
        Trade(111);
        Answer(new OrderUnknown { Time = Now, ClientOrderId = "1", Cause = "timeout" });
        State.ShouldBe(MachineState.EntryEvaluation);
        Of<Order>().Last().Status.ShouldBe(OrderStatus.Unknown);
        Answer(new OrderOpened { Time = Now, ClientOrderId = "1", VenueOrderId = "v1" });
        Of<Order>().Last().ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Open), o => o.VenueOrderId.ShouldBe("v1"));
        Answer(new OrderRejected { Time = Now, ClientOrderId = "1", Reason = "2005" });
        State.ShouldBe(MachineState.SignalCancelled);
    }

    [Fact]
    public void Refused_emergency_close_is_sent_again_by_the_clock_alone()
    {
        Enter();
        Level(TradingLevel.Flatten);
        Answer(new OrderRejected { Time = Now, ClientOrderId = "2", Reason = "busy" });
        Tick(0);
        Of<SubmitOrder>().Count().ShouldBe(2);
        Tick(1);
        Of<SubmitOrder>().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(95, null)]
    [InlineData(90, AlertSeverity.Warning)]
    [InlineData(70, AlertSeverity.Critical)]
    public void Margin_ratio_below_80_warns_and_below_50_alarms(double price, AlertSeverity? severity)
    {
        Enter(100);
        Trade(price);
        Tick(1);
        Tick(1);
        var alerts = Of<Alert>().Where(a => a.Rule == "margin_ratio").ToList();
        if (severity is null)
            alerts.ShouldBeEmpty();
        else
            alerts.ShouldHaveSingleItem().Severity.ShouldBe(severity.Value);
        Of<WalletPoint>().Last().MarginRatio.ShouldNotBeNull();
    }

    [Fact]
    public void Days_loss_over_its_limit_is_told_once()
    {
        Enter();
        Level(TradingLevel.Flatten);
        Answer(Filled("2", "f2", 90));
        Answer(new BalanceAdjusted { Time = Now, Amount = -1, Cause = "withdrawn" });
        var quantity = Of<Trade>().Single().Quantity;
        Of<Alert>().Where(a => a.Rule == "max_daily_loss").ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Value.ShouldBe(21 * quantity), a => a.Limit.ShouldBe(50));
    }

    [Fact]
    public void Epoch_begins_client_order_ids()
    {
        _engine.Process(new BeginEpoch { Time = At(0), Epoch = 2, OrderIdPrefix = "key-2-" });
        Trade(100);
        Trade(111);
        Of<SubmitOrder>().ShouldHaveSingleItem().Order.Request.ClientOrderId.ShouldBe("key-2-1");
    }

    private Timestamp Now => At(_second);

    private static Timestamp At(long seconds) => new(seconds * Timestamp.PerSecond);

    private void Gate(string reason, bool isOpen)
    {
        EngineCommand command = reason switch
        {
            "entries_paused" => new ChangeTradingLevel { Time = Now, Level = isOpen ? TradingLevel.Active : TradingLevel.EntriesPaused, By = "ann" },
            "not_reconciled" => new ChangeAccountStatus { Time = Now, IsReconciled = isOpen },
            "symbol_frozen" => new FreezeSymbol { Time = Now, SymbolIndex = 0, IsFrozen = !isOpen },
            _ => new ChangeDataStatus { Time = Now, SymbolIndex = 0, IsFresh = isOpen },
        };
        _engine.Process(command);
        Keep();
    }

    private void Enter(double price = 111)
    {
        if (State == MachineState.Monitoring)
            Trade(100);
        Trade(111);
        Answer(Filled("1", "f1", (decimal)price));
        State.ShouldBe(MachineState.PositionActive);
    }

    private void Level(TradingLevel level)
    {
        _engine.Process(new ChangeTradingLevel { Time = Now, Level = level, By = "ann" });
        Keep();
    }

    private void Tick(long seconds)
    {
        _second += seconds;
        _engine.Process(new ClockTick { Time = Now });
        Keep();
    }

    private void Answer(VenueEvent told)
    {
        _engine.Process(told);
        Keep();
    }

    private void Trade(double price)
    {
        _second++;
        var e = MarketEvent.Trade(0, Now, price, 1);
        _engine.Process(in e, []);
        Keep();
    }

    private void Keep() => _effects.AddRange(_engine.Effects);

    private OrderFilled Filled(string order, string fill, decimal price) => new()
    {
        Time = Now,
        ClientOrderId = order,
        FillId = fill,
        Price = price,
        Quantity = Of<SubmitOrder>().Single(s => s.Order.Request.ClientOrderId == order).Order.Request.Quantity,
        Commission = 0,
        Liquidity = Liquidity.Taker,
    };

    private IEnumerable<T> Of<T>()
        where T : EngineEffect => _effects.OfType<T>();
}
