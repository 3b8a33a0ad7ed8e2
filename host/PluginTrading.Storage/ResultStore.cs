using System.Data.Common;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Sqlite;

namespace PluginTrading.Storage;

/// <summary>Results of runs in one store. Several processes may read and write it at once; each takes its turn to write.</summary>
public sealed class ResultStore : IDisposable
{
    private readonly Database _database;
    private readonly DbConnection _connection;
    private readonly TimeProvider _time;

    private ResultStore(Database database, DbConnection connection, TimeProvider time)
    {
        _database = database;
        _connection = connection;
        _time = time;
    }

    internal DbConnection Connection => _connection;

    /// <summary>Opens the store at a location that <see cref="StoreLocation.Resolve"/> gave. A file is made when it does not exist.</summary>
    /// <exception cref="StoreException">It is locked, damaged, read-only, not a database, another program's, or of a newer schema; or its server refuses.</exception>
    public static ResultStore Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        var database = Database.At(path);
        database.Prepare();
        return Open(database, database.Migrations, time);
    }

    /// <summary>Opens a store that must exist.</summary>
    /// <exception cref="StoreException">There is none, or as for <see cref="Open(string, TimeProvider)"/>.</exception>
    public static ResultStore OpenExisting(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var database = Database.At(path);
        if (!database.MayExist())
            throw new StoreException(database.Name, "there is no such file: no results are stored there yet. A backtest stores its results; --store names another file.");
        if (database is not SqliteFile)
        {
            using var connection = database.Open();
            if (!database.Guarded(() => new SchemaMigrator(database, database.Migrations, time).IsStore(connection)))
                throw new StoreException(database.Name, "no results are stored there yet. A backtest stores its results; --store names another store.");
        }

        return Open(path, time);
    }

    internal static ResultStore Open(Database database, IReadOnlyList<Migration> migrations, TimeProvider time) =>
        new(database, new SchemaMigrator(database, migrations, time).Open(), time);

    /// <summary>Begins to keep a run, on a connection of its own.</summary>
    /// <param name="hasOutbox">Whether its figures are also put aside for a <see cref="QuestDbSink"/>, which must then run: nothing else empties the outbox.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public RunRecording BeginRun(bool hasOutbox = false)
    {
        // Beside a server the rows wait in a file that SQLite makes and removes itself.
        var stage = _database as SqliteFile ?? new SqliteFile(":memory:");
        var connection = stage.Open();
        try
        {
            return stage.Guarded(() => new RunRecording(_database, stage, connection, _time, hasOutbox));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The newest runs, newest first.</summary>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredRun> Newest(int limit) => Runs(
        "WHERE s.session_id IN (SELECT session_id FROM backtest_results WHERE strategy_number = 0 ORDER BY session_id DESC LIMIT $1) ORDER BY s.session_id DESC, r.strategy_number", limit);

    /// <summary>The newest runs of a strategy, newest first.</summary>
    /// <param name="strategyName">Name of the strategy.</param>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredRun> OfStrategy(string strategyName, int limit) => Runs(
        "WHERE s.session_id IN (SELECT session_id FROM backtest_results WHERE strategy_name = $1 ORDER BY session_id DESC LIMIT $2) ORDER BY s.session_id DESC, r.strategy_number",
        strategyName, limit);

    /// <summary>The newest runs over a data set, newest first.</summary>
    /// <param name="digest">Digest of the data set's manifest.</param>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredRun> OfData(string digest, int limit) => Runs(
        """
        WHERE s.session_id IN (SELECT session_id FROM backtest_results WHERE data_digest = $1 AND strategy_number = 0 ORDER BY session_id DESC LIMIT $2)
        ORDER BY s.session_id DESC, r.strategy_number
        """,
        digest, limit);

    /// <summary>One run; <see langword="null"/> when there is none of that id.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoredRun? Find(long id) => Runs("WHERE s.session_id = $1 ORDER BY r.strategy_number", id).SingleOrDefault();

    /// <summary>A run's trades, in order of closing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Trade> Trades(long id) => Rows("SELECT * FROM trades WHERE session_id = $1 ORDER BY trade_id", id, reader => new Trade
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

    /// <summary>A run's equity curve; points between two with the same amounts, and the strategies' own curves, are left out.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<EquityPoint> Equity(long id) => Rows("SELECT * FROM performance WHERE session_id = $1 ORDER BY sequence", id, reader => new EquityPoint
    {
        Time = reader.Time("time"),
        Balance = reader.Decimal("balance"),
        Equity = reader.Decimal("equity"),
        DrawdownPct = reader.Decimal("drawdown_pct"),
        StrategyEquity = [],
    });

    public void Dispose() => _connection.Dispose();

    private List<StoredRun> Runs(string condition, params object?[] values) => _database.Guarded(() =>
    {
        using var command = _database.Command(_connection, $"{SessionRows.Select} {condition}", values);
        using var reader = command.ExecuteReader();
        return SessionRows.Read(reader).ToList();
    });

    private List<T> Rows<T>(string sql, long value, Func<DbDataReader, T> read) => _database.Guarded(() => _database.Rows(_connection, sql, read, value));
}
