using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sessions;

/// <summary>Writes the effects of one session's inputs as rows, and keeps the session's totals.</summary>
internal sealed class EffectRows(StatementBatch batch, SessionState session, Outbox outbox)
{
    private static readonly string[] Prefix = ["session_id", "input_sequence"];

    private static readonly string Trades = TableSql.InsertOnce("trades", [.. Prefix, .. RunTables.Trades]);
    private static readonly string Signals = TableSql.Upsert("signal_history", ["session_id", "signal_id"], [], [.. Prefix, .. RunTables.Signals]);
    private static readonly string Orders =
        TableSql.Upsert("orders", ["session_id", "order_id"], ["sequence", "created_at"], [.. Prefix, .. RunTables.Orders]);
    private static readonly string Fills = TableSql.InsertOnce("fills", [.. Prefix, .. RunTables.Fills, "exchange", "account"]);
    private static readonly string Transitions = TableSql.Insert("transitions", [.. Prefix, .. RunTables.Transitions]);
    private static readonly string Performance = TableSql.Insert(
        "performance",
        [
            .. Prefix, .. RunTables.Performance, "realized_pnl", "unrealized_pnl", "commission", "funding", "total_trades", "win_rate", "profit_factor",
            "sharpe_ratio", "sortino_ratio",
        ]);
    private static readonly string Wallet = TableSql.Insert(
        "wallet", [.. Prefix, "sequence", "time", "balance", "available", "margin_used", "unrealized_pnl", "margin_ratio"]);
    private static readonly string OrderEvents = TableSql.Insert(
        "order_events",
        [
            .. Prefix, "sequence", "order_id", "venue_order_id", "status", "quantity", "requested_price", "execution_price", "filled_quantity", "slippage_pct",
            "commission", "realized_pnl", "rejection_reason", "time",
        ]);
    private static readonly string Positions = TableSql.Upsert(
        "positions", ["session_id", "position_id"], ["sequence", "opened_at"],
        [
            .. Prefix, "sequence", "position_id", "strategy_name", "symbol", "position_side", "quantity", "entry_price", "current_price", "leverage",
            "liquidation_price", "unrealized_pnl", "unrealized_pnl_pct", "margin_used", "margin_ratio", "funding_cost_accrued", "entry_signal_id",
            "status", "opened_at", "close_time", "close_reason", "time",
        ]);
    private static readonly string PositionEvents = TableSql.Insert(
        "position_events",
        [
            .. Prefix, "sequence", "position_id", "quantity", "entry_price", "current_price", "liquidation_price", "unrealized_pnl",
            "unrealized_pnl_pct", "margin_used", "margin_ratio", "funding_cost_accrued", "status", "close_reason", "time",
        ]);
    private static readonly string Alerts = TableSql.Insert(
        "alerts", [.. Prefix, "sequence", "severity", "rule", "strategy_name", "symbol", "value", "\"limit\"", "text", "raised_at", "cleared_at"]);

    private static readonly string Indicators = TableSql.Upsert("indicator_values", ["session_id", "symbol", "name", "time"], [], ["session_id", .. RunTables.Indicators]);

    /// <summary>A fill that the exchange and account had before, under another session, is not kept twice, and not dropped silently.</summary>
    private const string FillNotKept = """
        INSERT INTO alerts (session_id, input_sequence, sequence, severity, rule, symbol, text, raised_at)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT 1 FROM fills WHERE session_id = $1 AND fill_id = $9 AND order_id = $10)
        """;

    private const string VenueOrder = "UPDATE orders SET venue_order_id = $3 WHERE session_id = $1 AND order_id = $2";

    private readonly AlertClearing _clearing = new(batch, session.Id);
    private long _input;

    public void Write(StoredInput input)
    {
        _input = input.Sequence;
        var before = session.LastTime;
        foreach (var effect in input.Effects)
            Write(effect);
        foreach (var candle in input.Candles)
            outbox.Add(candle);
        _clearing.On(before, session.LastTime);
        if (session.LastTime is { } now && input.Effects.Any(effect => effect is Trade or LevelChanged or TradingHalted))
            outbox.Add(session.Row, session.NextRow(), now);
        session.LastSequence = input.Sequence;
    }

    private void Write(EngineEffect effect)
    {
        switch (effect)
        {
            case Transition transition:
                Write(session.NextRow(), transition);
                break;
            case Signal signal:
                Write(signal);
                break;
            case Order order:
                Write(session.NextRow(), order);
                break;
            case Fill fill:
                Write(session.NextRow(), fill);
                break;
            case PositionSnapshot position:
                Write(session.NextRow(), position);
                break;
            case Trade trade:
                Write(trade);
                break;
            case EquityPoint point:
                Write(point);
                break;
            case WalletPoint wallet:
                batch.Add(
                    Wallet, session.Id, _input, session.NextRow(), wallet.Time, wallet.Balance, wallet.Available, wallet.MarginUsed, wallet.UnrealizedPnl,
                    wallet.MarginRatio);
                break;
            case Alert alert:
                var cleared = _clearing.On(alert);
                batch.Add(
                    Alerts, session.Id, _input, session.NextRow(), Names.Of(alert.Severity), alert.Rule, alert.StrategyName, alert.Symbol, alert.Value,
                    alert.Limit, alert.Text, alert.RaisedAt, cleared);
                break;
            case LevelChanged level:
                session.Status = level.To == TradingLevel.Active ? SessionStatus.Running : SessionStatus.Paused;
                break;
            case TradingHalted halted:
                session.Halted = halted;
                break;
        }
    }

    private void Write(long row, Transition transition)
    {
        batch.Add(
            Transitions, session.Id, _input, row, transition.StrategyName, transition.Symbol, Names.Of(transition.FromState), Names.Of(transition.ToState),
            transition.Section is { } section ? Names.Of(section) : null, transition.Reason, transition.Confidence, transition.IndicatorValues, transition.Time);
        foreach (var sample in IndicatorSample.Of(transition))
            batch.Add(Indicators, session.Id, sample.Symbol, sample.Name, sample.Time, sample.Value);
        session.SeenAt(transition.Time);
    }

    private void Write(Signal signal)
    {
        batch.Add(
            Signals, session.Id, _input, signal.SignalId, signal.StrategyName, signal.Symbol, Names.Of(signal.SignalType), Names.Of(signal.Action),
            signal.Confidence, signal.IndicatorValues, signal.OrderId, Names.Of(signal.ExecutionStatus), signal.RejectionReason, signal.Time);
        outbox.Add(session, session.NextRow(), signal);
        session.SeenAt(signal.Time);
    }

    private void Write(long row, Order order)
    {
        batch.Add(
            Orders, session.Id, _input, order.OrderId, row, order.StrategyName, order.Symbol, Names.Of(order.Side), Names.Of(order.PositionSide),
            Names.Of(order.OrderType), order.Quantity, order.RequestedPrice, order.ExecutionPrice, order.FilledQuantity, order.SlippagePct,
            order.Leverage, Names.Of(order.Status), order.RejectionReason, order.Commission, order.RealizedPnl, order.SignalId, order.CreatedAt, order.UpdatedAt);
        batch.Add(
            OrderEvents, session.Id, _input, row, order.OrderId, order.VenueOrderId, Names.Of(order.Status), order.Quantity, order.RequestedPrice,
            order.ExecutionPrice, order.FilledQuantity, order.SlippagePct, order.Commission, order.RealizedPnl, order.RejectionReason, order.UpdatedAt);
        if (order.VenueOrderId is not null)
            batch.Add(VenueOrder, session.Id, order.OrderId, order.VenueOrderId);
        _clearing.On(order);
        outbox.Add(session, row, order);
        session.SeenAt(order.UpdatedAt);
    }

    private void Write(long row, Fill fill)
    {
        batch.Add(
            Fills, session.Id, _input, fill.FillId, row, fill.OrderId, fill.Symbol, Names.Of(fill.Side), Names.Of(fill.PositionSide), fill.Price,
            fill.Quantity, fill.Commission, Names.Of(fill.Liquidity), fill.RealizedPnl, fill.Time, session.Exchange, session.Account);
        if (session.Exchange.Length > 0)
        {
            batch.Add(
                FillNotKept, session.Id, _input, row, Names.Of(AlertSeverity.Critical), "fill_not_kept", fill.Symbol,
                $"Fill {fill.FillId} of order {fill.OrderId} is not among the fills: the store has one of that id, exchange and account from before. Sandboxes, which count alike, need keys or stores of their own.",
                fill.Time, fill.FillId, fill.OrderId);
        }

        session.Add(fill);
    }

    private void Write(long row, PositionSnapshot position)
    {
        var status = position.IsOpen ? "OPEN" : "CLOSED";
        batch.Add(
            Positions, session.Id, _input, row, position.PositionId, position.StrategyName, position.Symbol, Names.Of(position.PositionSide),
            position.Quantity, position.EntryPrice, position.CurrentPrice, position.Leverage, position.LiquidationPrice, position.UnrealizedPnl,
            position.UnrealizedPnlPct, position.MarginUsed, position.MarginRatio, position.FundingCostAccrued, position.EntrySignalId, status,
            position.OpenedAt, position.CloseTime, position.CloseReason, position.Time);
        batch.Add(
            PositionEvents, session.Id, _input, row, position.PositionId, position.Quantity, position.EntryPrice, position.CurrentPrice,
            position.LiquidationPrice, position.UnrealizedPnl, position.UnrealizedPnlPct, position.MarginUsed, position.MarginRatio,
            position.FundingCostAccrued, status, position.CloseReason, position.Time);
        _clearing.On(position);
        outbox.Add(session, row, position, status);
        session.SeenAt(position.Time);
    }

    private void Write(Trade trade)
    {
        batch.Add(
            Trades, session.Id, _input, trade.TradeId, trade.StrategyName, trade.Symbol, Names.Of(trade.PositionSide), trade.Quantity, trade.Leverage,
            trade.EntryTime, trade.EntryPrice, trade.ExitTime, trade.ExitPrice, trade.GrossPnl, trade.Commission, trade.Funding, trade.Pnl, trade.ExitReason);
        session.Add(trade);
    }

    private void Write(EquityPoint point)
    {
        if (!session.Add(point))
            return;
        var (totals, ratios) = (session.Totals, session.Ratios);
        var row = session.NextRow();
        batch.Add(
            Performance, session.Id, _input, row, point.Time, point.Balance, point.Equity, point.DrawdownPct, totals.RealizedPnl,
            point.Equity - point.Balance, totals.Commission, totals.Funding, totals.TotalTrades, totals.WinRate, totals.ProfitFactor,
            ratios.Sharpe, ratios.Sortino);
        outbox.Add(session, row, point, totals, ratios.Sortino);
    }
}
