using PluginTrading.Engine.Effects;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sessions;

/// <summary>What a session's row says while effects are added to it; written back in the same transaction.</summary>
internal sealed class SessionState
{
    private SessionRow _row = null!;
    private DailyReturns? _returns;
    private decimal _totalPnl;
    private decimal _currentBalance;
    private decimal? _currentEquity;
    private decimal _realizedPnl;
    private decimal _grossWins;
    private decimal _grossLosses;
    private decimal _commission;
    private decimal _funding;
    private long _trades;
    private long _wins;
    private long _losses;
    private double? _maxDrawdownPct;
    private long _lastRow;
    private Timestamp? _lastTime;
    private Timestamp? _startTime;
    private decimal _initialBalance;

    private SessionState()
    {
    }

    public required long Id { get; init; }

    public required string Exchange { get; init; }

    public required string Account { get; init; }

    public long LastSequence { get; set; }

    public TradingHalted? Halted { get; set; }

    /// <summary>Where the stop ladder has moved it; <see langword="null"/> leaves it.</summary>
    public SessionStatus? Status { get; set; }

    /// <summary>The session as it is now.</summary>
    public SessionRow Row => _row with { Status = Status ?? _row.Status, StartTime = _startTime, Totals = Totals, Halted = Halted };

    public SessionTotals Totals => new()
    {
        InitialBalance = _initialBalance,
        CurrentBalance = _currentBalance,
        CurrentEquity = _currentEquity,
        TotalPnl = _totalPnl,
        TotalTrades = _trades,
        WinningTrades = _wins,
        LosingTrades = _losses,
        WinRate = Ratio.Of(_wins, _trades),
        ProfitFactor = Ratio.Of(_grossWins, _grossLosses),
        MaxDrawdownPct = _maxDrawdownPct,
        SharpeRatio = Ratios.Sharpe,
        RealizedPnl = _realizedPnl,
        Commission = _commission,
        Funding = _funding,
    };

    /// <summary>Of the days so far; absent before the second.</summary>
    public (double? Sharpe, double? Sortino) Ratios => _returns?.Ratios(_lastTime) ?? (null, null);

    /// <summary>Reads a session's row as part of the transaction that writes it back; <see langword="null"/> when there is none.</summary>
    public static SessionState? Read(Database database, System.Data.Common.DbConnection connection, long id) => database.Rows(
        connection, $"SELECT * FROM sessions WHERE session_id = $1{database.ForUpdate}",
        reader => new SessionState
        {
            Id = id,
            _row = SessionQueries.Session(reader),
            Exchange = reader.Text("exchange"),
            Account = reader.Text("account"),
            LastSequence = reader.Long("last_sequence"),
            _lastRow = reader.Long("last_row"),
            _lastTime = reader.OptionalTime("last_time"),
            _startTime = reader.OptionalTime("start_time"),
            _initialBalance = reader.Decimal("initial_balance"),
            _returns = reader.OptionalText("daily_returns") is { } returns ? DailyReturns.Load(returns)
                : reader.Long("last_sequence") == 0 ? new DailyReturns(reader.Decimal("initial_balance")) : null,
            _currentBalance = reader.Decimal("current_balance"),
            _currentEquity = reader.OptionalDecimal("current_equity"),
            _totalPnl = reader.Decimal("total_pnl"),
            _realizedPnl = reader.Decimal("realized_pnl"),
            _grossWins = reader.Decimal("gross_wins"),
            _grossLosses = reader.Decimal("gross_losses"),
            _commission = reader.Decimal("commission"),
            _funding = reader.Decimal("funding"),
            _trades = reader.Long("total_trades"),
            _wins = reader.Long("winning_trades"),
            _losses = reader.Long("losing_trades"),
            _maxDrawdownPct = reader.OptionalDouble("max_drawdown"),
            Halted = SessionQueries.HaltOf(reader),
        },
        id).SingleOrDefault();

    /// <summary>Time of the newest effect; <see langword="null"/> before the first.</summary>
    public Timestamp? LastTime => _lastTime;

    public long NextRow() => ++_lastRow;

    public void SeenAt(Timestamp time)
    {
        if (_lastTime is not { } last || time > last)
            _lastTime = time;
        _startTime ??= time;
    }

    public void Add(Fill fill)
    {
        _realizedPnl += fill.RealizedPnl;
        _commission += fill.Commission;
        SeenAt(fill.Time);
    }

    public void Add(Trade trade)
    {
        _trades++;
        _totalPnl += trade.Pnl;
        _funding += trade.Funding;
        if (trade.Pnl > 0)
        {
            _wins++;
            _grossWins += trade.Pnl;
        }
        else if (trade.Pnl < 0)
        {
            _losses++;
            _grossLosses -= trade.Pnl;
        }

        SeenAt(trade.ExitTime);
    }

    /// <returns>Whether the point says something new.</returns>
    public bool Add(EquityPoint point)
    {
        SeenAt(point.Time);
        _returns?.Add(point.Time, point.Equity);
        if (_maxDrawdownPct is not { } deepest || (double)point.DrawdownPct > deepest)
            _maxDrawdownPct = (double)point.DrawdownPct;
        if (_currentEquity == point.Equity && _currentBalance == point.Balance)
            return false;
        (_currentBalance, _currentEquity) = (point.Balance, point.Equity);
        return true;
    }

    public void WriteBack(StatementBatch batch, long now) => batch.Add(
        """
        UPDATE sessions SET last_sequence = $2, last_row = $3, last_time = $4, start_time = $5, current_balance = $6, current_equity = $7, total_pnl = $8,
          realized_pnl = $9, gross_wins = $10, gross_losses = $11, commission = $12, funding = $13, total_trades = $14, winning_trades = $15,
          losing_trades = $16, win_rate = $17, max_drawdown = $18, halt_time = $19, halt_rule = $20, halt_limit = $21, halt_actual = $22, updated_at = $23, status = COALESCE($24, status),
          sharpe_ratio = $25, daily_returns = $26
        WHERE session_id = $1
        """,
        Id, LastSequence, _lastRow, _lastTime, _startTime, _currentBalance, _currentEquity, _totalPnl, _realizedPnl, _grossWins, _grossLosses, _commission,
        _funding, _trades, _wins, _losses, Ratio.Of(_wins, _trades), _maxDrawdownPct, Halted?.Time, Halted?.Rule, Halted?.Limit, Halted?.Actual, now, Status is { } status ? Names.Of(status) : null,
        Ratios.Sharpe, _returns?.Save());
}
