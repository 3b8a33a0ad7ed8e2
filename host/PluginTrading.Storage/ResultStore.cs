using Microsoft.Data.Sqlite;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Sqlite;

namespace PluginTrading.Storage;

/// <summary>Results of runs in one SQLite file. Several processes may read and write it at once; each takes its turn to write.</summary>
public sealed class ResultStore : IDisposable
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private ResultStore(SqliteFile file, SqliteConnection connection, TimeProvider time)
    {
        _file = file;
        _connection = connection;
        _time = time;
    }

    /// <summary>Opens the store at <paramref name="path"/>, which is made when it does not exist.</summary>
    /// <exception cref="StoreException">It is locked, damaged, read-only, not a database, another program's, or of a newer schema.</exception>
    public static ResultStore Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        var file = new SqliteFile(path);
        if (Directory.Exists(path))
            throw new StoreException(path, "it is a folder; expected a file.");
        file.Guarded(() => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!));
        return Open(file, Migration.Embedded, time);
    }

    /// <summary>Opens a store that must exist.</summary>
    /// <exception cref="StoreException">There is none, or as for <see cref="Open(string, TimeProvider)"/>.</exception>
    public static ResultStore OpenExisting(string path, TimeProvider time) => File.Exists(path) || Directory.Exists(path)
        ? Open(path, time)
        : throw new StoreException(path, "there is no such file: no results are stored there yet. A backtest stores its results; --store names another file.");

    internal static ResultStore Open(SqliteFile file, IReadOnlyList<Migration> migrations, TimeProvider time)
    {
        var migrator = new SchemaMigrator(file, migrations, time);
        var connection = file.Open(migrator.RefuseForeign);
        try
        {
            migrator.Migrate(connection);
            return new ResultStore(file, connection, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins to keep a run, on a connection of its own.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public RunRecording BeginRun() => _file.Guarded(() =>
    {
        var connection = _file.Open();
        try
        {
            return new RunRecording(_file, connection, _time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>The newest runs, newest first.</summary>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredRun> Newest(int limit) => Runs(
        "WHERE s.session_id IN (SELECT session_id FROM sessions ORDER BY session_id DESC LIMIT $value) ORDER BY s.session_id DESC, r.strategy_number", limit);

    /// <summary>One run; <see langword="null"/> when there is none of that id.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoredRun? Find(long id) => Runs("WHERE s.session_id = $value ORDER BY r.strategy_number", id).SingleOrDefault();

    /// <summary>A run's trades, in order of closing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Trade> Trades(long id) => Rows("SELECT * FROM trades WHERE session_id = $value ORDER BY trade_id", id, reader => new Trade
    {
        TradeId = reader.Long("trade_id"),
        StrategyName = reader.Text("strategy_name"),
        Symbol = reader.Text("symbol"),
        PositionSide = reader.Named<PositionSide>("position_side"),
        Quantity = reader.Decimal("quantity"),
        Leverage = (int)reader.Long("leverage"),
        EntryTime = reader.Time("entry_time"),
        EntryPrice = reader.Decimal("entry_price"),
        ExitTime = reader.Time("exit_time"),
        ExitPrice = reader.Decimal("exit_price"),
        GrossPnl = reader.Decimal("gross_pnl"),
        Commission = reader.Decimal("commission"),
        Funding = reader.Decimal("funding"),
        Pnl = reader.Decimal("pnl"),
        ExitReason = reader.Text("exit_reason"),
    });

    /// <summary>A run's signals, each in its last state, in order of writing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Signal> Signals(long id) => Rows("SELECT * FROM signal_history WHERE session_id = $value ORDER BY signal_id", id, reader => new Signal
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
    });

    /// <summary>A run's equity curve; points between two with the same amounts, and the strategies' own curves, are left out.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<EquityPoint> Equity(long id) => Rows("SELECT * FROM performance WHERE session_id = $value ORDER BY sequence", id, reader => new EquityPoint
    {
        Time = reader.Time("time"),
        Balance = reader.Decimal("balance"),
        Equity = reader.Decimal("equity"),
        DrawdownPct = reader.Decimal("drawdown_pct"),
        StrategyEquity = [],
    });

    public void Dispose() => _connection.Dispose();

    private List<StoredRun> Runs(string condition, long value) => _file.Guarded(() =>
    {
        using var command = Command($"{SessionRows.Select} {condition}", value);
        using var reader = command.ExecuteReader();
        return SessionRows.Read(reader).ToList();
    });

    private List<T> Rows<T>(string sql, long value, Func<SqliteDataReader, T> read) => _file.Guarded(() =>
    {
        using var command = Command(sql, value);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    });

    private SqliteCommand Command(string sql, long value)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$value", value);
        return command;
    }
}
