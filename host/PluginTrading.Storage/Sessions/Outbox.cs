using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sessions;

/// <summary>Puts rows of the series into the table <c>outbox</c>, as part of the transaction that stores them; does nothing when nobody fetches them.</summary>
internal sealed class Outbox(StatementBatch batch, bool isOn)
{
    private const string Insert = "INSERT INTO outbox (series, payload) VALUES ($1, $2)";

    /// <param name="session">How the session is now.</param>
    /// <param name="row">Number of the row in the session; 0 for what no input brought about.</param>
    /// <param name="time">When it became so.</param>
    public void Add(SessionRow session, long row, Timestamp time) => Add("session_events", () => new()
    {
        ["ts"] = time.Nanoseconds,
        ["session_id"] = Text(session.Id),
        ["seq"] = row,
        ["status"] = Names.Of(session.Status),
        ["session_type"] = session.SessionType,
        ["strategy_ids"] = JsonSerializer.Serialize(session.StrategyNames),
        ["symbols"] = JsonSerializer.Serialize(session.Symbols),
        ["start_time"] = session.StartTime?.Nanoseconds,
        ["end_time"] = session.EndTime?.Nanoseconds,
        ["initial_balance"] = (double)session.Totals.InitialBalance,
        ["current_balance"] = (double)session.Totals.CurrentBalance,
        ["total_pnl"] = (double)session.Totals.TotalPnl,
        ["total_trades"] = session.Totals.TotalTrades,
        ["winning_trades"] = session.Totals.WinningTrades,
        ["losing_trades"] = session.Totals.LosingTrades,
        ["win_rate"] = session.Totals.WinRate,
        ["max_drawdown"] = session.Totals.MaxDrawdownPct,
        ["sharpe_ratio"] = session.Totals.SharpeRatio,
        ["created_by"] = session.CreatedBy,
    });

    /// <param name="sessionId">Whose figures.</param>
    /// <param name="strategyName">Of which strategy; empty for the session as a whole.</param>
    /// <param name="figures">The figures.</param>
    /// <param name="result">The result that they are of.</param>
    /// <param name="createdAt">When they were stored.</param>
    public void Add(long sessionId, string strategyName, PerformanceFigures figures, RunResult result, long createdAt) => Add("backtest_results", () => new()
    {
        ["created_at"] = createdAt,
        ["session_id"] = Text(sessionId),
        ["strategy_name"] = strategyName,
        ["symbols"] = JsonSerializer.Serialize(result.Description.Symbols),
        ["data_set"] = result.Description.Data?.Name,
        ["data_digest"] = result.Description.Data?.Digest,
        ["start_time"] = result.End.FirstTime?.Nanoseconds,
        ["end_time"] = result.End.LastTime?.Nanoseconds,
        ["initial_balance"] = (double)figures.InitialBalance,
        ["final_balance"] = (double)figures.FinalBalance,
        ["total_pnl"] = (double)figures.TotalPnl,
        ["total_return_pct"] = figures.TotalReturnPct,
        ["total_trades"] = figures.TotalTrades,
        ["winning_trades"] = figures.WinningTrades,
        ["losing_trades"] = figures.LosingTrades,
        ["win_rate"] = figures.WinRate,
        ["profit_factor"] = figures.ProfitFactor,
        ["average_win"] = (double?)figures.AverageWin,
        ["average_loss"] = (double?)figures.AverageLoss,
        ["best_trade"] = (double?)figures.BestTrade,
        ["worst_trade"] = (double?)figures.WorstTrade,
        ["max_drawdown"] = figures.MaxDrawdownPct,
        ["sharpe_ratio"] = figures.SharpeRatio,
        ["sortino_ratio"] = figures.SortinoRatio,
        ["calmar_ratio"] = figures.CalmarRatio,
        ["commission"] = (double)figures.Commission,
        ["funding"] = (double)figures.Funding,
    });

    public void Add(SessionState session, long row, Signal signal) => Add("signal_history", () => new()
    {
        ["ts"] = signal.Time.Nanoseconds,
        ["session_id"] = Text(session.Id),
        ["seq"] = row,
        ["strategy_name"] = signal.StrategyName,
        ["symbol"] = signal.Symbol,
        ["signal_id"] = signal.SignalId,
        ["signal_type"] = Names.Of(signal.SignalType),
        ["action"] = Names.Of(signal.Action),
        ["confidence"] = signal.Confidence,
        ["indicator_values"] = signal.IndicatorValues,
        ["order_id"] = signal.OrderId,
        ["execution_status"] = Names.Of(signal.ExecutionStatus),
        ["rejection_reason"] = signal.RejectionReason,
    });

    public void Add(SessionState session, long row, Order order) => Add("order_events", () => new()
    {
        ["ts"] = order.UpdatedAt.Nanoseconds,
        ["session_id"] = Text(session.Id),
        ["seq"] = row,
        ["event"] = Names.Of(order.Status),
        ["client_order_id"] = order.OrderId,
        ["exchange_order_id"] = order.VenueOrderId,
        ["strategy_name"] = order.StrategyName,
        ["symbol"] = order.Symbol,
        ["side"] = Names.Of(order.Side),
        ["position_side"] = Names.Of(order.PositionSide),
        ["order_type"] = Names.Of(order.OrderType),
        ["status"] = Names.Of(order.Status),
        ["quantity"] = (double)order.Quantity,
        ["requested_price"] = (double)order.RequestedPrice,
        ["execution_price"] = (double?)order.ExecutionPrice,
        ["filled_quantity"] = (double)order.FilledQuantity,
        ["slippage_pct"] = (double?)order.SlippagePct,
        ["leverage"] = (double)order.Leverage,
        ["commission"] = (double)order.Commission,
        ["realized_pnl"] = (double)order.RealizedPnl,
        ["rejection_reason"] = order.RejectionReason,
        ["signal_id"] = order.SignalId,
    });

    public void Add(SessionState session, long row, PositionSnapshot position, string status) => Add("position_events", () => new()
    {
        ["ts"] = position.Time.Nanoseconds,
        ["session_id"] = Text(session.Id),
        ["seq"] = row,
        ["position_id"] = Text(position.PositionId),
        ["symbol"] = position.Symbol,
        ["position_side"] = Names.Of(position.PositionSide),
        ["status"] = status,
        ["quantity"] = (double)position.Quantity,
        ["entry_price"] = (double)position.EntryPrice,
        ["current_price"] = (double)position.CurrentPrice,
        ["leverage"] = (double)position.Leverage,
        ["liquidation_price"] = (double?)position.LiquidationPrice,
        ["unrealized_pnl"] = (double)position.UnrealizedPnl,
        ["unrealized_pnl_pct"] = (double)position.UnrealizedPnlPct,
        ["margin_used"] = (double)position.MarginUsed,
        ["margin_ratio"] = (double?)position.MarginRatio,
        ["funding_cost_accrued"] = (double)position.FundingCostAccrued,
        ["strategy_name"] = position.StrategyName,
        ["entry_signal_id"] = position.EntrySignalId,
        ["close_timestamp"] = position.CloseTime?.Nanoseconds,
    });

    public void Add(SessionState session, long row, EquityPoint point, SessionTotals totals, double? sortino) => Add("performance", () => new()
    {
        ["ts"] = point.Time.Nanoseconds,
        ["session_id"] = Text(session.Id),
        ["seq"] = row,
        ["balance"] = (double)point.Balance,
        ["equity"] = (double)point.Equity,
        ["realized_pnl"] = (double)totals.RealizedPnl,
        ["unrealized_pnl"] = (double)(point.Equity - point.Balance),
        ["commission"] = (double)totals.Commission,
        ["funding"] = (double)totals.Funding,
        ["drawdown_pct"] = (double)point.DrawdownPct,
        ["total_trades"] = totals.TotalTrades,
        ["win_rate"] = totals.WinRate,
        ["profit_factor"] = totals.ProfitFactor,
        ["sharpe_ratio"] = totals.SharpeRatio,
        ["sortino_ratio"] = sortino,
    });

    public void Add(SeriesCandle candle) => Add("candles", () => new()
    {
        ["ts"] = candle.OpenTime.Nanoseconds,
        ["symbol"] = candle.Symbol,
        ["tf"] = candle.Interval,
        ["o"] = candle.Open,
        ["h"] = candle.High,
        ["l"] = candle.Low,
        ["c"] = candle.Close,
        ["v"] = candle.Volume,
    });

    private void Add(string series, Func<Dictionary<string, object?>> row)
    {
        if (isOn)
            batch.Add(Insert, series, JsonSerializer.Serialize(row().ToDictionary(field => field.Key, field => field.Value is double.NaN or double.PositiveInfinity or double.NegativeInfinity ? null : field.Value)));
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
