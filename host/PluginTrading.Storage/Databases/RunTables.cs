using PluginTrading.Engine.Effects;

namespace PluginTrading.Storage.Databases;

/// <summary>Columns of the tables that effects go to, and one row of each in the same order.</summary>
internal static class RunTables
{
    public static readonly string[] Trades =
    [
        "trade_id", "strategy_name", "symbol", "position_side", "quantity", "leverage", "entry_time", "entry_price", "exit_time", "exit_price",
        "gross_pnl", "commission", "funding", "pnl", "exit_reason",
    ];

    public static readonly string[] Signals =
    [
        "signal_id", "strategy_name", "symbol", "signal_type", "action", "confidence", "indicator_values", "order_id", "execution_status",
        "rejection_reason", "time",
    ];

    public static readonly string[] Orders =
    [
        "order_id", "sequence", "strategy_name", "symbol", "side", "position_side", "order_type", "quantity", "requested_price",
        "execution_price", "filled_quantity", "slippage_pct", "leverage", "status", "rejection_reason", "commission", "realized_pnl", "signal_id",
        "created_at", "updated_at",
    ];

    public static readonly string[] Fills =
    [
        "fill_id", "sequence", "order_id", "symbol", "side", "position_side", "price", "quantity", "commission", "liquidity", "realized_pnl", "time",
    ];

    public static readonly string[] Transitions =
    [
        "sequence", "strategy_name", "symbol", "from_state", "to_state", "section", "reason", "confidence", "indicator_values", "time",
    ];

    public static readonly string[] Performance = ["sequence", "time", "balance", "equity", "drawdown_pct"];

    public static readonly string[] Indicators = ["symbol", "name", "time", "value"];

    public static void Write(StagedTable table, Trade trade) => table.Write(
        trade.TradeId, trade.StrategyName, trade.Symbol, Names.Of(trade.PositionSide), trade.Quantity, trade.Leverage, trade.EntryTime, trade.EntryPrice,
        trade.ExitTime, trade.ExitPrice, trade.GrossPnl, trade.Commission, trade.Funding, trade.Pnl, trade.ExitReason);

    public static void Write(StagedTable table, Signal signal) => table.Write(
        signal.SignalId, signal.StrategyName, signal.Symbol, Names.Of(signal.SignalType), Names.Of(signal.Action), signal.Confidence,
        signal.IndicatorValues, signal.OrderId, Names.Of(signal.ExecutionStatus), signal.RejectionReason, signal.Time);

    public static void Write(StagedTable table, long sequence, Order order) => table.Write(
        order.OrderId, sequence, order.StrategyName, order.Symbol, Names.Of(order.Side), Names.Of(order.PositionSide), Names.Of(order.OrderType),
        order.Quantity, order.RequestedPrice, order.ExecutionPrice, order.FilledQuantity, order.SlippagePct, order.Leverage, Names.Of(order.Status),
        order.RejectionReason, order.Commission, order.RealizedPnl, order.SignalId, order.CreatedAt, order.UpdatedAt);

    public static void Write(StagedTable table, long sequence, Fill fill) => table.Write(
        fill.FillId, sequence, fill.OrderId, fill.Symbol, Names.Of(fill.Side), Names.Of(fill.PositionSide), fill.Price, fill.Quantity,
        fill.Commission, Names.Of(fill.Liquidity), fill.RealizedPnl, fill.Time);

    public static void Write(StagedTable table, long sequence, Transition transition) => table.Write(
        sequence, transition.StrategyName, transition.Symbol, Names.Of(transition.FromState), Names.Of(transition.ToState),
        transition.Section is { } section ? Names.Of(section) : null, transition.Reason, transition.Confidence, transition.IndicatorValues, transition.Time);

    public static void Write(StagedTable table, IndicatorSample sample) => table.Write(sample.Symbol, sample.Name, sample.Time, sample.Value);

    public static void Write(StagedTable table, long sequence, EquityPoint point) => table.Write(
        sequence, point.Time, point.Balance, point.Equity, point.DrawdownPct);
}
