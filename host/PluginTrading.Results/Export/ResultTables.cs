using PluginTrading.Engine.Effects;

namespace PluginTrading.Results.Export;

/// <summary>The columns of the result files and one row of each. Names and order are a contract with whoever reads the files.</summary>
internal static class ResultTables
{
    public const string Trades =
        "trade_id,strategy_name,symbol,position_side,quantity,leverage,entry_time,entry_price,exit_time,exit_price,gross_pnl,commission,funding,pnl,exit_reason";

    public const string Orders =
        "order_id,strategy_name,symbol,side,position_side,order_type,quantity,requested_price,execution_price,filled_quantity,slippage_pct,leverage,status,rejection_reason,commission,realized_pnl,signal_id,created_at,updated_at";

    public const string Fills = "fill_id,order_id,symbol,side,position_side,price,quantity,commission,liquidity,realized_pnl,time";

    public const string Transitions = "time,strategy_name,symbol,from_state,to_state,section,reason,confidence,indicator_values";

    public const string Signals =
        "signal_id,strategy_name,symbol,signal_type,action,confidence,indicator_values,order_id,execution_status,rejection_reason,time";

    public const string Equity = "time,balance,equity,drawdown_pct";

    public static void Write(CsvFile file, Trade trade) => file
        .Number(trade.TradeId).Text(trade.StrategyName).Text(trade.Symbol).Text(Names.Of(trade.PositionSide))
        .Number(trade.Quantity).Number((long)trade.Leverage)
        .Time(trade.EntryTime).Number(trade.EntryPrice).Time(trade.ExitTime).Number(trade.ExitPrice)
        .Number(trade.GrossPnl).Number(trade.Commission).Number(trade.Funding).Number(trade.Pnl)
        .Text(trade.ExitReason)
        .EndRow();

    public static void Write(CsvFile file, Order order) => file
        .Text(order.OrderId).Text(order.StrategyName).Text(order.Symbol)
        .Text(Names.Of(order.Side)).Text(Names.Of(order.PositionSide)).Text(Names.Of(order.OrderType))
        .Number(order.Quantity).Number(order.RequestedPrice).Number(order.ExecutionPrice).Number(order.FilledQuantity)
        .Number(order.SlippagePct).Number((long)order.Leverage)
        .Text(Names.Of(order.Status)).Text(order.RejectionReason)
        .Number(order.Commission).Number(order.RealizedPnl).Number(order.SignalId)
        .Time(order.CreatedAt).Time(order.UpdatedAt)
        .EndRow();

    public static void Write(CsvFile file, Fill fill) => file
        .Text(fill.FillId).Text(fill.OrderId).Text(fill.Symbol).Text(Names.Of(fill.Side)).Text(Names.Of(fill.PositionSide))
        .Number(fill.Price).Number(fill.Quantity).Number(fill.Commission).Text(Names.Of(fill.Liquidity))
        .Number(fill.RealizedPnl).Time(fill.Time)
        .EndRow();

    public static void Write(CsvFile file, Transition transition) => file
        .Time(transition.Time).Text(transition.StrategyName).Text(transition.Symbol)
        .Text(Names.Of(transition.FromState)).Text(Names.Of(transition.ToState))
        .Text(transition.Section is { } section ? Names.Of(section) : null).Text(transition.Reason)
        .Number(transition.Confidence).Text(transition.IndicatorValues)
        .EndRow();

    public static void Write(CsvFile file, Signal signal) => file
        .Number(signal.SignalId).Text(signal.StrategyName).Text(signal.Symbol)
        .Text(Names.Of(signal.SignalType)).Text(Names.Of(signal.Action))
        .Number(signal.Confidence).Text(signal.IndicatorValues).Text(signal.OrderId)
        .Text(Names.Of(signal.ExecutionStatus)).Text(signal.RejectionReason).Time(signal.Time)
        .EndRow();

    public static void Write(CsvFile file, EquityPoint point) => file
        .Time(point.Time).Number(point.Balance).Number(point.Equity).Number(point.DrawdownPct)
        .EndRow();
}
