using System.Data.Common;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sessions;

/// <summary>Rows of sessions, read.</summary>
internal static class SessionQueries
{
    public static SessionRow Session(DbDataReader reader) => new()
    {
        Id = reader.Long("session_id"),
        SessionKey = reader.OptionalText("session_key"),
        SessionType = reader.Text("session_type"),
        StrategyNames = JsonSerializer.Deserialize<List<string>>(reader.Text("strategy_ids"))!,
        Symbols = JsonSerializer.Deserialize<List<string>>(reader.Text("symbols"))!,
        QuoteCurrency = reader.Text("quote_currency"),
        Direction = reader.Named<Direction>("direction"),
        Status = reader.Named<SessionStatus>("status"),
        StatusReason = reader.OptionalText("status_reason"),
        Exchange = reader.Text("exchange"),
        Account = reader.Text("account"),
        JournalPath = reader.OptionalText("journal_path"),
        LastSequence = reader.Long("last_sequence"),
        StartTime = reader.OptionalTime("start_time"),
        EndTime = reader.OptionalTime("end_time"),
        Halted = HaltOf(reader),
        Seed = reader.Long("seed"),
        Document = reader.OptionalText("document"),
        CreatedBy = reader.OptionalText("created_by"),
        CreatedAt = reader.Time("created_at"),
        Totals = new SessionTotals
        {
            InitialBalance = reader.Decimal("initial_balance"),
            CurrentBalance = reader.Decimal("current_balance"),
            CurrentEquity = reader.OptionalDecimal("current_equity"),
            TotalPnl = reader.Decimal("total_pnl"),
            TotalTrades = reader.Long("total_trades"),
            WinningTrades = reader.Long("winning_trades"),
            LosingTrades = reader.Long("losing_trades"),
            WinRate = reader.OptionalDouble("win_rate"),
            ProfitFactor = Ratio.Of(reader.Decimal("gross_wins"), reader.Decimal("gross_losses")),
            MaxDrawdownPct = reader.OptionalDouble("max_drawdown"),
            SharpeRatio = reader.OptionalDouble("sharpe_ratio"),
            RealizedPnl = reader.Decimal("realized_pnl"),
            Commission = reader.Decimal("commission"),
            Funding = reader.Decimal("funding"),
        },
    };

    public static TradingHalted? HaltOf(DbDataReader reader) => reader.OptionalTime("halt_time") is { } time
        ? new TradingHalted(time, reader.Text("halt_rule"), reader.Decimal("halt_limit"), reader.Decimal("halt_actual"))
        : null;

    public static StoredOrder Order(DbDataReader reader) => new(reader.Long("session_id"), reader.Long("sequence"), new Order
    {
        OrderId = reader.Text("order_id"),
        VenueOrderId = reader.OptionalText("venue_order_id"),
        StrategyName = reader.Text("strategy_name"),
        Symbol = reader.Text("symbol"),
        Side = reader.Named<Side>("side"),
        PositionSide = reader.Named<PositionSide>("position_side"),
        OrderType = reader.Named<OrderType>("order_type"),
        Quantity = reader.Decimal("quantity"),
        RequestedPrice = reader.Decimal("requested_price"),
        ExecutionPrice = reader.OptionalDecimal("execution_price"),
        FilledQuantity = reader.Decimal("filled_quantity"),
        SlippagePct = reader.OptionalDecimal("slippage_pct"),
        Leverage = (int)reader.Long("leverage"),
        Status = reader.Named<OrderStatus>("status"),
        RejectionReason = reader.OptionalText("rejection_reason"),
        Commission = reader.Decimal("commission"),
        RealizedPnl = reader.Decimal("realized_pnl"),
        SignalId = reader.OptionalLong("signal_id"),
        CreatedAt = reader.Time("created_at"),
        UpdatedAt = reader.Time("updated_at"),
    });

    public static Signal Signal(DbDataReader reader) => new()
    {
        SignalId = reader.Long("signal_id"),
        StrategyName = reader.Text("strategy_name"),
        Symbol = reader.Text("symbol"),
        SignalType = reader.Named<SectionKind>("signal_type"),
        Action = reader.Named<SignalAction>("action"),
        Confidence = reader.OptionalDouble("confidence"),
        IndicatorValues = reader.Text("indicator_values"),
        OrderId = reader.OptionalText("order_id"),
        ExecutionStatus = reader.Named<SignalStatus>("execution_status"),
        RejectionReason = reader.OptionalText("rejection_reason"),
        Time = reader.Time("time"),
    };

    public static StoredTransition Transition(DbDataReader reader) => new(reader.Long("session_id"), reader.Long("sequence"), new Transition
    {
        Time = reader.Time("time"),
        StrategyName = reader.Text("strategy_name"),
        Symbol = reader.Text("symbol"),
        FromState = reader.Named<MachineState>("from_state"),
        ToState = reader.Named<MachineState>("to_state"),
        Section = reader.OptionalNamed<SectionKind>("section"),
        Reason = reader.Text("reason"),
        Confidence = reader.OptionalDouble("confidence"),
        IndicatorValues = reader.Text("indicator_values"),
    });

    public static StoredFill Fill(DbDataReader reader) => new(reader.Long("session_id"), reader.Long("sequence"), reader.Text("exchange"), reader.Text("account"), new Fill
    {
        FillId = reader.Text("fill_id"),
        OrderId = reader.Text("order_id"),
        Symbol = reader.Text("symbol"),
        Side = reader.Named<Side>("side"),
        PositionSide = reader.Named<PositionSide>("position_side"),
        Price = reader.Decimal("price"),
        Quantity = reader.Decimal("quantity"),
        Commission = reader.Decimal("commission"),
        Liquidity = reader.Named<Liquidity>("liquidity"),
        RealizedPnl = reader.Decimal("realized_pnl"),
        Time = reader.Time("time"),
    });

    public static StoredPosition Position(DbDataReader reader) => new(reader.Long("session_id"), new PositionSnapshot
    {
        PositionId = reader.Long("position_id"),
        StrategyName = reader.Text("strategy_name"),
        Symbol = reader.Text("symbol"),
        PositionSide = reader.Named<PositionSide>("position_side"),
        Quantity = reader.Decimal("quantity"),
        EntryPrice = reader.Decimal("entry_price"),
        CurrentPrice = reader.Decimal("current_price"),
        Leverage = (int)reader.Long("leverage"),
        LiquidationPrice = reader.OptionalDecimal("liquidation_price"),
        UnrealizedPnl = reader.Decimal("unrealized_pnl"),
        UnrealizedPnlPct = reader.Decimal("unrealized_pnl_pct"),
        MarginUsed = reader.Decimal("margin_used"),
        MarginRatio = reader.OptionalDecimal("margin_ratio"),
        FundingCostAccrued = reader.Decimal("funding_cost_accrued"),
        EntrySignalId = reader.OptionalLong("entry_signal_id"),
        OpenedAt = reader.Time("opened_at"),
        CloseTime = reader.OptionalTime("close_time"),
        CloseReason = reader.OptionalText("close_reason"),
        Time = reader.Time("time"),
    });

    public static PerformancePoint Performance(DbDataReader reader) => new()
    {
        Time = reader.Time("time"),
        Balance = reader.Decimal("balance"),
        Equity = reader.Decimal("equity"),
        DrawdownPct = reader.Decimal("drawdown_pct"),
        RealizedPnl = reader.OptionalDecimal("realized_pnl"),
        UnrealizedPnl = reader.OptionalDecimal("unrealized_pnl"),
        Commission = reader.OptionalDecimal("commission"),
        Funding = reader.OptionalDecimal("funding"),
        TotalTrades = reader.OptionalLong("total_trades"),
        WinRate = reader.OptionalDouble("win_rate"),
        ProfitFactor = reader.OptionalDouble("profit_factor"),
        SharpeRatio = reader.OptionalDouble("sharpe_ratio"),
        SortinoRatio = reader.OptionalDouble("sortino_ratio"),
    };

    public static WalletPoint Wallet(DbDataReader reader) => new()
    {
        Time = reader.Time("time"),
        Balance = reader.Decimal("balance"),
        Available = reader.Decimal("available"),
        MarginUsed = reader.Decimal("margin_used"),
        UnrealizedPnl = reader.Decimal("unrealized_pnl"),
        MarginRatio = reader.OptionalDecimal("margin_ratio"),
    };

    public static StoredAlert Alert(DbDataReader reader) => new()
    {
        AlertId = reader.Long("alert_id"),
        SessionId = reader.OptionalLong("session_id"),
        ClearedAt = reader.OptionalTime("cleared_at"),
        AcknowledgedBy = reader.OptionalText("acknowledged_by"),
        AcknowledgedAt = reader.OptionalTime("acknowledged_at"),
        Alert = new Alert
        {
            Severity = reader.Named<AlertSeverity>("severity"),
            Rule = reader.Text("rule"),
            StrategyName = reader.OptionalText("strategy_name"),
            Symbol = reader.OptionalText("symbol"),
            Value = reader.OptionalDecimal("value"),
            Limit = reader.OptionalDecimal("limit"),
            Text = reader.Text("text"),
            RaisedAt = reader.Time("raised_at"),
        },
    };

    public static DataSetFile DataSet(DbDataReader reader) => new()
    {
        DataCollectionSessionId = reader.Long("data_collection_session_id"),
        Symbol = reader.Text("symbol"),
        Kind = reader.Text("kind"),
        Day = reader.Text("day"),
        Path = reader.Text("path"),
        Rows = reader.Long("rows"),
        FirstTime = reader.OptionalTime("first_time"),
        LastTime = reader.OptionalTime("last_time"),
        Digest = reader.Text("digest"),
        Gaps = reader.Text("gaps"),
    };
}
