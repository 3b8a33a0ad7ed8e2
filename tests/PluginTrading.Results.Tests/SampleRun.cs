using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Tests;

/// <summary>A made-up run with everything in it that a real one has: two strategies, two symbols, wins, losses, cancelled and rejected signals.</summary>
internal sealed class SampleRun
{
    private static readonly string[] ExitReasons = ["take_profit", "close_conditions", "stop_loss", "emergency_exit", "max_position_age"];

    private readonly Random _random;
    private readonly Dictionary<string, double> _prices = new() { ["BTC_USDT"] = 36_500, ["ETH_USDT"] = 1_180 };
    private readonly Timestamp _start = Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 1, 14, 21, 0, 0, TimeSpan.Zero));
    private Timestamp _time;
    private decimal _balance = 1000m;
    private readonly decimal[] _strategyBalances = [1000m, 1000m];
    private decimal _peak = 1000m;
    private long _events;
    private long _signals;
    private long _orders;
    private long _fills;
    private long _trades;

    public SampleRun(int seed = 1, int minutes = 600)
    {
        _random = new Random(seed);
        _time = _start;
        Play(minutes);
    }

    public static RunDescription Description { get; } = new()
    {
        StrategyNames = ["pump_dump_detection", "breakout, \"fast\""],
        Symbols = ["BTC_USDT", "ETH_USDT"],
        QuoteCurrency = "USDT",
        InitialBalance = 1000m,
        Seed = 1,
        Data = new DataProvenance { Name = "data/btc_2021-01-14", Digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", FromKlines = true },
        Settings = [new("slippage_pct", "0.05"), new("taker_fee_pct", "0.08"), new("maker_fee_pct", "0.06"), new("latency_ms", "0")],
        Document = """{"session_type":"backtest"}""",
    };

    /// <summary>Effects and, between them, trade prices in the order in which they came.</summary>
    public List<(EngineEffect? Effect, int SymbolIndex, Timestamp Time, double Price)> Steps { get; } = [];

    public IEnumerable<EngineEffect> Effects => Steps.Where(step => step.Effect is not null).Select(step => step.Effect!);

    public RunEnd End => new() { Events = _events, FirstTime = _start, LastTime = _time };

    private void Play(int minutes)
    {
        foreach (var strategy in Description.StrategyNames)
        {
            foreach (var symbol in Description.Symbols)
                Move(strategy, symbol, MachineState.Inactive, MachineState.Monitoring, "activated");
        }

        Point(_balance);
        for (var minute = 0; minute < minutes; minute++)
        {
            Walk(12, 0.0008);
            Point(_balance);
            if (minute % 25 == 20)
                PlaySignal(minute);
        }
    }

    private void PlaySignal(int minute)
    {
        var strategy = Description.StrategyNames[minute / 25 % 2];
        var symbol = Description.Symbols[minute / 50 % 2];
        var signal = new Signal
        {
            SignalId = ++_signals,
            StrategyName = strategy,
            Symbol = symbol,
            SignalType = SectionKind.S1,
            Action = SignalAction.Short,
            Confidence = 0.75,
            IndicatorValues = Values(),
            ExecutionStatus = SignalStatus.Pending,
            Time = _time,
        };
        if (minute % 7 == 0)
        {
            Add(signal with { ExecutionStatus = SignalStatus.Rejected, RejectionReason = "no_slot" });
            return;
        }

        Add(signal);
        Move(strategy, symbol, MachineState.Monitoring, MachineState.SignalDetected, "signal_detected", SectionKind.S1);
        Walk(10, 0.0015);
        if (minute % 4 == 1)
        {
            Add(signal with { ExecutionStatus = SignalStatus.Cancelled, RejectionReason = "signal_timeout" });
            Move(strategy, symbol, MachineState.SignalDetected, MachineState.SignalCancelled, "signal_timeout");
            return;
        }

        PlayTrade(signal);
        Move(strategy, symbol, MachineState.Exited, MachineState.Monitoring, "cooldown_passed");
    }

    private void PlayTrade(Signal signal)
    {
        var (strategy, symbol) = (signal.StrategyName, signal.Symbol);
        Move(strategy, symbol, MachineState.SignalDetected, MachineState.EntryEvaluation, "entry_conditions", SectionKind.Z1);
        var quantity = Math.Round(300m / (decimal)_prices[symbol], 5);
        var entry = Send(signal, Side.Sell, quantity);
        Add(signal with { OrderId = entry.OrderId });
        Walk(2, 0.0005);
        var entryTime = _time;
        var entryPrice = Price(symbol) * 0.9995m;
        var entryFee = Execute(entry, entryPrice, 0m, Liquidity.Taker);
        Add(signal with { OrderId = entry.OrderId, ExecutionStatus = SignalStatus.Executed });
        Move(strategy, symbol, MachineState.EntryEvaluation, MachineState.PositionActive, "entry_filled");
        Walk(30 + _random.Next(60), 0.002);

        var reason = ExitReasons[_random.Next(ExitReasons.Length)];
        var section = reason switch { "close_conditions" => SectionKind.ZE1, "emergency_exit" => SectionKind.E1, _ => (SectionKind?)null };
        var closing = reason is "stop_loss" or "emergency_exit" ? MachineState.EmergencyExit : MachineState.CloseOrderEvaluation;
        var exitSignal = signal with
        {
            SignalId = ++_signals,
            SignalType = closing == MachineState.EmergencyExit ? SectionKind.E1 : SectionKind.ZE1,
            Action = SignalAction.Cover,
            Time = _time,
            OrderId = null,
        };
        Add(exitSignal);
        Move(strategy, symbol, MachineState.PositionActive, closing, reason, section);
        var exit = Send(exitSignal, Side.Buy, quantity);
        Walk(2, 0.0005);
        var exitPrice = Price(symbol) * 1.0005m;
        var gross = (entryPrice - exitPrice) * quantity;
        var exitFee = Execute(exit, exitPrice, gross, Liquidity.Maker);
        Add(exitSignal with { OrderId = exit.OrderId, ExecutionStatus = SignalStatus.Executed });
        Move(strategy, symbol, closing, MachineState.Exited, reason);
        Add(new Trade
        {
            TradeId = ++_trades,
            StrategyName = strategy,
            Symbol = symbol,
            PositionSide = PositionSide.Short,
            Quantity = quantity,
            Leverage = 3,
            EntryTime = entryTime,
            EntryPrice = entryPrice,
            ExitTime = _time,
            ExitPrice = exitPrice,
            GrossPnl = gross,
            Commission = entryFee + exitFee,
            Funding = 0m,
            Pnl = gross - entryFee - exitFee,
            ExitReason = reason,
        });
    }

    private Order Send(Signal signal, Side side, decimal quantity)
    {
        var order = new Order
        {
            OrderId = $"{++_orders}",
            StrategyName = signal.StrategyName,
            Symbol = signal.Symbol,
            Side = side,
            PositionSide = PositionSide.Short,
            OrderType = OrderType.Market,
            Quantity = quantity,
            RequestedPrice = Price(signal.Symbol),
            Leverage = 3,
            Status = OrderStatus.Pending,
            SignalId = signal.SignalId,
            CreatedAt = _time,
            UpdatedAt = _time,
        };
        Add(order);
        return order;
    }

    private decimal Execute(Order order, decimal price, decimal realized, Liquidity liquidity)
    {
        var fee = price * order.Quantity * 0.0008m;
        Add(new Fill
        {
            FillId = $"{++_fills}",
            OrderId = order.OrderId,
            Symbol = order.Symbol,
            Side = order.Side,
            PositionSide = order.PositionSide,
            Price = price,
            Quantity = order.Quantity,
            Commission = fee,
            Liquidity = liquidity,
            RealizedPnl = realized,
            Time = _time,
        });
        Add(order with
        {
            ExecutionPrice = price,
            FilledQuantity = order.Quantity,
            SlippagePct = 0.05m,
            Status = OrderStatus.Filled,
            Commission = fee,
            RealizedPnl = realized,
            UpdatedAt = _time,
        });
        _balance += realized - fee;
        _strategyBalances[order.StrategyName == Description.StrategyNames[0] ? 0 : 1] += realized - fee;
        Point(_balance);
        return fee;
    }

    private void Walk(int steps, double size)
    {
        for (var step = 0; step < steps; step++)
        {
            _time = _time.Plus(5 * Timestamp.PerSecond);
            for (var index = 0; index < Description.Symbols.Count; index++)
            {
                _events++;
                var symbol = Description.Symbols[index];
                _prices[symbol] = Math.Round(_prices[symbol] * (1 + ((_random.NextDouble() - 0.502) * size)), 2);
                Steps.Add((null, index, _time, _prices[symbol]));
            }
        }
    }

    private decimal Price(string symbol) => (decimal)_prices[symbol];

    private void Point(decimal equity)
    {
        _peak = Math.Max(_peak, equity);
        Add(new EquityPoint { Time = _time, Balance = _balance, Equity = equity, DrawdownPct = 100m * (_peak - equity) / _peak, StrategyEquity = [.. _strategyBalances] });
    }

    private void Move(string strategy, string symbol, MachineState from, MachineState to, string reason, SectionKind? section = null) => Add(new Transition
    {
        Time = _time,
        StrategyName = strategy,
        Symbol = symbol,
        FromState = from,
        ToState = to,
        Reason = reason,
        Section = section,
        Confidence = section is null ? null : 0.8125,
        IndicatorValues = section is null ? "{}" : Values(),
    });

    private string Values() => $$"""{"pump_magnitude_pct(t1=300,t2=0)":{{8 + _random.Next(3)}}.25,"rsi(period=14,interval=60)":null}""";

    private void Add(EngineEffect effect) => Steps.Add((effect, 0, _time, 0));
}
