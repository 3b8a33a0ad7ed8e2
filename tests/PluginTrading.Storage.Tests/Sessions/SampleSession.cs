using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests.Sessions;

/// <summary>Effects of a made-up session: those of <see cref="SampleRun"/>, one input for each, and inputs with positions, wallet and alerts.</summary>
internal static class SampleSession
{
    public static RunDescription Description { get; } = SampleRun.Description with { SessionType = "live", Data = null };

    /// <summary>The figures of a run with several strategies.</summary>
    public static RunResult Result { get; } = ResultOf(new SampleRun());

    public static NewSession New(string key = "live-1", string exchange = "mexc") => new()
    {
        SessionKey = key,
        Description = Description,
        Exchange = exchange,
        Account = exchange.Length == 0 ? "" : "main",
        JournalPath = "/journals/live-1.journal",
        CreatedBy = "ann",
        StartTime = new Timestamp(1_000),
    };

    public static IReadOnlyList<StoredInput> OfRun(int minutes = 600) =>
        [.. new SampleRun(minutes: minutes).Effects.Select((effect, index) => new StoredInput(index + 1, [effect]))];

    /// <summary>One input that opens an order and a position: eight effects of every kind that a live session has.</summary>
    public static StoredInput Input(long number)
    {
        var time = new Timestamp(number * 1_000_000_000);
        var order = Order(number, OrderStatus.Filled, time);
        return new StoredInput(number,
        [
            new Transition
            {
                Time = time, StrategyName = "breakout", Symbol = "BTC_USDT", FromState = MachineState.Monitoring, ToState = MachineState.SignalDetected,
                Section = SectionKind.S1, Reason = "conditions", Confidence = 0.75, IndicatorValues = """{"rsi":71.25}""",
            },
            new Signal
            {
                SignalId = number, StrategyName = "breakout", Symbol = "BTC_USDT", SignalType = SectionKind.Z1, Action = SignalAction.Buy, OrderId = order.OrderId,
                ExecutionStatus = SignalStatus.Executed, Time = time,
            },
            order with { Status = OrderStatus.Pending, FilledQuantity = 0m, ExecutionPrice = null },
            order,
            new Fill
            {
                FillId = $"f{number}", OrderId = order.OrderId, Symbol = "BTC_USDT", Side = Side.Buy, PositionSide = PositionSide.Long, Price = 50_000.125m,
                Quantity = 0.001m, Commission = 0.03m, Liquidity = Liquidity.Taker, RealizedPnl = 0m, Time = time,
            },
            Position(number, time),
            new WalletPoint { Time = time, Balance = 1000m - number, Available = 900m - number, MarginUsed = 5.5m, UnrealizedPnl = 0.25m, MarginRatio = 88.5m },
            new EquityPoint { Time = time, Balance = 1000m - number, Equity = 1000.25m - number, DrawdownPct = 0.1m * number, StrategyEquity = [] },
        ]);
    }

    private static RunResult ResultOf(SampleRun run)
    {
        var tracker = new PerformanceTracker(SampleRun.Description);
        foreach (var effect in run.Effects)
            tracker.Take(effect);
        return tracker.Result(run.End);
    }

    public static Order Order(long number, OrderStatus status, Timestamp time) => new()
    {
        OrderId = $"o{number}",
        VenueOrderId = $"v{number}",
        StrategyName = "breakout",
        Symbol = "BTC_USDT",
        Side = Side.Buy,
        PositionSide = PositionSide.Long,
        OrderType = OrderType.Limit,
        Quantity = 0.001m,
        RequestedPrice = 50_000m,
        ExecutionPrice = 50_000.125m,
        FilledQuantity = 0.001m,
        SlippagePct = 0.00025m,
        Leverage = 3,
        Status = status,
        Commission = 0.03m,
        SignalId = number,
        CreatedAt = time,
        UpdatedAt = time,
    };

    public static PositionSnapshot Position(long number, Timestamp time) => new()
    {
        PositionId = number,
        StrategyName = "breakout",
        Symbol = "BTC_USDT",
        PositionSide = PositionSide.Long,
        Quantity = 0.001m,
        EntryPrice = 50_000.125m,
        CurrentPrice = 50_250m,
        Leverage = 3,
        LiquidationPrice = 34_000.5m,
        UnrealizedPnl = 0.25m,
        UnrealizedPnlPct = 1.5m,
        MarginUsed = 16.7m,
        MarginRatio = 88.5m,
        FundingCostAccrued = -0.01m,
        EntrySignalId = number,
        OpenedAt = time,
        Time = time,
    };
}
