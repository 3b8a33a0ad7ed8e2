using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Effects;

/// <summary>
/// Something that handling an event brought about. Effects come in a fixed order; store, results, dashboard and replay read these and
/// never engine objects. Records of signals and orders are snapshots: a later one with the same id replaces the earlier.
/// </summary>
public abstract record EngineEffect
{
    private protected EngineEffect()
    {
    }
}

/// <summary>Send this order.</summary>
public sealed record SubmitOrder(ApprovedOrder Order) : EngineEffect;

/// <summary>Ask the venue to cancel what is unfilled of this order.</summary>
public sealed record CancelOrder(string Symbol, string ClientOrderId) : EngineEffect;

/// <summary>A state machine moved. Field names are those of the table <c>transitions</c>.</summary>
public sealed record Transition : EngineEffect
{
    public required Timestamp Time { get; init; }
    public required string StrategyName { get; init; }
    public required string Symbol { get; init; }
    public required MachineState FromState { get; init; }
    public required MachineState ToState { get; init; }

    /// <summary>The section whose conditions decided; <see langword="null"/> when none did.</summary>
    public SectionKind? Section { get; init; }
    public required string Reason { get; init; }
    public double? Confidence { get; init; }

    /// <summary>A JSON object: every value that the deciding section read; <c>{}</c> when no section decided.</summary>
    public string IndicatorValues { get; init; } = "{}";
}

/// <summary>A signal, or its next snapshot. Field names are those of the table <c>signal_history</c>.</summary>
public sealed record Signal : EngineEffect
{
    /// <summary>From 1, in order of writing.</summary>
    public required long SignalId { get; init; }
    public required string StrategyName { get; init; }
    public required string Symbol { get; init; }
    public required SectionKind SignalType { get; init; }
    public required SignalAction Action { get; init; }
    public double? Confidence { get; init; }
    public string IndicatorValues { get; init; } = "{}";
    public string? OrderId { get; init; }
    public required SignalStatus ExecutionStatus { get; init; }
    public string? RejectionReason { get; init; }
    public required Timestamp Time { get; init; }
}

/// <summary>An order, or its next snapshot. Field names are those of the table <c>orders</c>.</summary>
public sealed record Order : EngineEffect
{
    /// <summary>Client order id; in a backtest a whole number from 1 in order of writing.</summary>
    public required string OrderId { get; init; }

    /// <summary>The venue's id; <see langword="null"/> until it has said one.</summary>
    public string? VenueOrderId { get; init; }
    public required string StrategyName { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required PositionSide PositionSide { get; init; }
    public required OrderType OrderType { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price, or the last trade price when a market order was sent.</summary>
    public required decimal RequestedPrice { get; init; }

    /// <summary>Average by quantity of its fills; <see langword="null"/> before the first.</summary>
    public decimal? ExecutionPrice { get; init; }
    public decimal FilledQuantity { get; init; }

    /// <summary>100 × (execution ÷ requested − 1), positive when against the order.</summary>
    public decimal? SlippagePct { get; init; }
    public required int Leverage { get; init; }
    public required OrderStatus Status { get; init; }
    public string? RejectionReason { get; init; }
    public decimal Commission { get; init; }
    public decimal RealizedPnl { get; init; }

    /// <summary>The signal that led to it; <see langword="null"/> for end of data and liquidation.</summary>
    public long? SignalId { get; init; }
    public required Timestamp CreatedAt { get; init; }
    public required Timestamp UpdatedAt { get; init; }

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool IsClosed => Status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected or OrderStatus.Expired;
}

/// <summary>One execution. Field names are those of the table <c>fills</c>.</summary>
public sealed record Fill : EngineEffect
{
    public required string FillId { get; init; }
    public required string OrderId { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required PositionSide PositionSide { get; init; }
    public required decimal Price { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal Commission { get; init; }
    public required Liquidity Liquidity { get; init; }

    /// <summary>Before fees; 0 for an entry.</summary>
    public required decimal RealizedPnl { get; init; }
    public required Timestamp Time { get; init; }
}

/// <summary>One round trip of a position, from flat to flat. Field names are those of <c>trades.csv</c>.</summary>
public sealed record Trade : EngineEffect
{
    /// <summary>From 1, in order of closing.</summary>
    public required long TradeId { get; init; }
    public required string StrategyName { get; init; }
    public required string Symbol { get; init; }
    public required PositionSide PositionSide { get; init; }

    /// <summary>Σ quantity of the entry fills, base asset.</summary>
    public required decimal Quantity { get; init; }
    public required int Leverage { get; init; }
    public required Timestamp EntryTime { get; init; }
    public required decimal EntryPrice { get; init; }
    public required Timestamp ExitTime { get; init; }
    public required decimal ExitPrice { get; init; }

    /// <summary>Σ realized, before fees and funding.</summary>
    public required decimal GrossPnl { get; init; }
    public required decimal Commission { get; init; }

    /// <summary>Positive was received.</summary>
    public required decimal Funding { get; init; }

    /// <summary>Gross − commission + funding.</summary>
    public required decimal Pnl { get; init; }
    public required string ExitReason { get; init; }
}

/// <summary>A point of the equity curve.</summary>
public sealed record EquityPoint : EngineEffect
{
    public required Timestamp Time { get; init; }
    public required decimal Balance { get; init; }
    public required decimal Equity { get; init; }

    /// <summary>Fall from the running peak in percent of the peak, ≥ 0.</summary>
    public required decimal DrawdownPct { get; init; }

    /// <summary>Initial balance plus each strategy's own P&amp;L, realized and unrealized, after fees and funding; in session order of strategies.</summary>
    public required IReadOnlyList<decimal> StrategyEquity { get; init; }
}

/// <summary>A position, or its next snapshot, after each change of it. Field names are those of the table <c>positions</c>.</summary>
public sealed record PositionSnapshot : EngineEffect
{
    /// <summary>From 1, in order of opening.</summary>
    public required long PositionId { get; init; }
    public required string StrategyName { get; init; }
    public required string Symbol { get; init; }
    public required PositionSide PositionSide { get; init; }

    /// <summary>Open, base asset; 0 when it is closed.</summary>
    public required decimal Quantity { get; init; }
    public required decimal EntryPrice { get; init; }

    /// <summary>Mark price, else last trade price; the exit price once it is closed.</summary>
    public required decimal CurrentPrice { get; init; }
    public required int Leverage { get; init; }

    /// <summary><see langword="null"/> once it is closed.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>At <see cref="CurrentPrice"/>, fees not counted.</summary>
    public required decimal UnrealizedPnl { get; init; }

    /// <summary>100 × unrealized ÷ (entry notional ÷ leverage).</summary>
    public required decimal UnrealizedPnlPct { get; init; }

    /// <summary>Isolated margin, the close fee in it.</summary>
    public required decimal MarginUsed { get; init; }

    /// <summary>100 × (margin + unrealized − maintenance) ÷ margin; <see langword="null"/> once it is closed.</summary>
    public decimal? MarginRatio { get; init; }

    /// <summary>Funding so far; positive was received.</summary>
    public required decimal FundingCostAccrued { get; init; }

    /// <summary>The signal that led to it; <see langword="null"/> when it was adopted.</summary>
    public long? EntrySignalId { get; init; }
    public required Timestamp OpenedAt { get; init; }
    public Timestamp? CloseTime { get; init; }
    public string? CloseReason { get; init; }
    public required Timestamp Time { get; init; }

    public bool IsOpen => CloseTime is null;
}

/// <summary>The session's money after a change of it. Field names are those of the table <c>wallet</c>.</summary>
public sealed record WalletPoint : EngineEffect
{
    public required Timestamp Time { get; init; }
    public required decimal Balance { get; init; }

    /// <summary>Balance − margin of positions − reservations.</summary>
    public required decimal Available { get; init; }

    /// <summary>Σ initial margin of open positions.</summary>
    public required decimal MarginUsed { get; init; }
    public required decimal UnrealizedPnl { get; init; }

    /// <summary>100 × Σ(margin + unrealized − maintenance) ÷ Σ margin; <see langword="null"/> without a position.</summary>
    public decimal? MarginRatio { get; init; }
}

/// <summary>The kill switch fell: no more entries in this session.</summary>
public sealed record TradingHalted(Timestamp Time, string Rule, decimal Limit, decimal Actual) : EngineEffect;

/// <summary>The session moved on the stop ladder.</summary>
public sealed record LevelChanged(Timestamp Time, TradingLevel From, TradingLevel To, string By) : EngineEffect;

/// <summary>Where one enabled state machine is.</summary>
public sealed record MachineView(string StrategyName, string Symbol, MachineState State);

/// <summary>Something that a person should know now. Field names are those of the table <c>alerts</c>.</summary>
public sealed record Alert : EngineEffect
{
    public required AlertSeverity Severity { get; init; }

    /// <summary>What was broken, as in <c>emergency_close_rejected</c>.</summary>
    public required string Rule { get; init; }
    public string? StrategyName { get; init; }
    public string? Symbol { get; init; }
    public decimal? Value { get; init; }
    public decimal? Limit { get; init; }
    public required string Text { get; init; }
    public required Timestamp RaisedAt { get; init; }
}

/// <summary>How soon a person should look.</summary>
public enum AlertSeverity
{
    Info,
    Warning,
    Critical,
}
