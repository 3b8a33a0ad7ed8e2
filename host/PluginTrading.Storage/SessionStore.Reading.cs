using System.Data.Common;
using System.Globalization;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Sessions;

namespace PluginTrading.Storage;

public sealed partial class SessionStore
{
    /// <summary>A session by its id; <see langword="null"/> when there is none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public SessionRow? Find(long sessionId) => _connections.Read(connection => FindBy(connection, "session_id", sessionId));

    /// <summary>A session by its key or, when no session has that key, by its id in digits; <see langword="null"/> when there is none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public SessionRow? Find(string keyOrId) => _connections.Read(connection =>
        FindBy(connection, "session_key", keyOrId)
        ?? (long.TryParse(keyOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? FindBy(connection, "session_id", id) : null));

    /// <summary>Sessions, newest first, backtests among them.</summary>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<SessionRow> List(int limit = 1000) => Rows("SELECT * FROM sessions ORDER BY session_id DESC LIMIT $1", SessionQueries.Session, limit);

    /// <summary>Sessions of one status, newest first: those that run are to be resumed after a crash.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<SessionRow> InStatus(SessionStatus status) => Rows(
        "SELECT * FROM sessions WHERE status = $1 ORDER BY session_id DESC", SessionQueries.Session, Names.Of(status));

    /// <summary>Positions that are open, in order of opening.</summary>
    /// <param name="sessionId">Whose; <see langword="null"/> for those of all sessions.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    // The plus sign sends SQLite to the index of open positions, which are few; by itself it would go through all of the session.
    public IReadOnlyList<StoredPosition> OpenPositions(long? sessionId = null) => sessionId is { } id
        ? Rows("SELECT * FROM positions WHERE status = 'OPEN' AND +session_id = $1 ORDER BY session_id, position_id", SessionQueries.Position, id)
        : Rows("SELECT * FROM positions WHERE status = 'OPEN' ORDER BY session_id, position_id", SessionQueries.Position);

    /// <summary>A session's positions, open and closed, newest first.</summary>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredPosition> Positions(long sessionId, int limit = 100) => Rows(
        "SELECT * FROM positions WHERE session_id = $1 ORDER BY position_id DESC LIMIT $2", SessionQueries.Position, sessionId, limit);

    /// <summary>The last orders, newest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredOrder> Orders(OrderFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(filter.Limit, nameof(filter));
        var conditions = new List<string>();
        var values = new List<object?>();
        Where("session_id", filter.SessionId);
        Where("symbol", filter.Symbol);
        Where("status", filter.Status is { } status ? Names.Of(status) : null);
        values.Add(filter.Limit);
        var where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        var order = filter.SessionId is null ? "created_at DESC, session_id DESC, sequence DESC" : "sequence DESC";
        return Rows($"SELECT * FROM orders{where} ORDER BY {order} LIMIT ${values.Count}", SessionQueries.Order, [.. values]);

        void Where(string column, object? value)
        {
            if (value is null)
                return;
            values.Add(value);
            conditions.Add($"{column} = ${values.Count}");
        }
    }

    /// <summary>The last signals, each in its last state, newest first.</summary>
    /// <param name="sessionId">Whose; <see langword="null"/> for those of all sessions.</param>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredSignal> Signals(long? sessionId = null, int limit = 100) => sessionId is { } id
        ? Rows("SELECT * FROM signal_history WHERE session_id = $1 ORDER BY signal_id DESC LIMIT $2", Signal, id, limit)
        : Rows("SELECT * FROM signal_history ORDER BY time DESC, session_id DESC, signal_id DESC LIMIT $1", Signal, limit);

    /// <summary>The last moves of one state machine, newest first.</summary>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="strategyName">The machine's strategy.</param>
    /// <param name="symbol">The machine's symbol.</param>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredTransition> LastTransitions(long sessionId, string strategyName, string symbol, int limit = 5) => Rows(
        // Found in the machine's index first: SQLite would else go back through the whole session.
        """
        SELECT * FROM transitions WHERE session_id = $1 AND sequence IN (
          SELECT sequence FROM transitions WHERE session_id = $1 AND strategy_name = $2 AND symbol = $3 ORDER BY sequence DESC LIMIT $4)
        ORDER BY sequence DESC
        """,
        SessionQueries.Transition, sessionId, strategyName, symbol, limit);

    /// <summary>A session's equity over a period, in order of time.</summary>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="from">Begin, inclusive; <see langword="null"/> for the session's.</param>
    /// <param name="to">End, exclusive; <see langword="null"/> for the session's.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<PerformancePoint> Equity(long sessionId, Timestamp? from = null, Timestamp? to = null) => Rows(
        "SELECT * FROM performance WHERE session_id = $1 AND time >= $2 AND time < $3 ORDER BY time, sequence", SessionQueries.Performance,
        sessionId, from?.Nanoseconds ?? long.MinValue, to?.Nanoseconds ?? long.MaxValue);

    /// <summary>A session's fills, in order of storing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredFill> Fills(long sessionId) => Rows(
        "SELECT * FROM fills WHERE session_id = $1 ORDER BY sequence", SessionQueries.Fill, sessionId);

    /// <summary>A session's money after the last change; <see langword="null"/> before the first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public WalletPoint? LatestWallet(long sessionId) => Rows(
        "SELECT * FROM wallet WHERE session_id = $1 ORDER BY sequence DESC LIMIT 1", SessionQueries.Wallet, sessionId).SingleOrDefault();

    /// <summary>Alerts, newest first.</summary>
    /// <param name="sessionId">Whose; <see langword="null"/> for all.</param>
    /// <param name="onlyStanding">Leave out those that are cleared or acknowledged.</param>
    /// <param name="limit">How many at most, &gt; 0.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredAlert> Alerts(long? sessionId = null, bool onlyStanding = false, int limit = 100)
    {
        var standing = onlyStanding ? "cleared_at IS NULL AND acknowledged_by IS NULL" : "1 = 1";
        return sessionId is { } id
            ? Rows($"SELECT * FROM alerts WHERE session_id = $1 AND {standing} ORDER BY alert_id DESC LIMIT $2", SessionQueries.Alert, id, limit)
            : Rows($"SELECT * FROM alerts WHERE {standing} ORDER BY alert_id DESC LIMIT $1", SessionQueries.Alert, limit);
    }

    /// <summary>What indicators said where sections decided, by symbol, name and time.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<IndicatorSample> Indicators(long sessionId) => Rows(
        "SELECT * FROM indicator_values WHERE session_id = $1 ORDER BY symbol, name, time",
        reader => new IndicatorSample(reader.Text("symbol"), reader.Text("name"), reader.Time("time"), reader.OptionalDouble("value")), sessionId);

    /// <summary>Files that a session collected, by symbol, kind and day.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DataSetFile> DataSets(long dataCollectionSessionId) => Rows(
        "SELECT * FROM data_sets WHERE data_collection_session_id = $1 ORDER BY symbol, kind, day", SessionQueries.DataSet, dataCollectionSessionId);

    /// <summary>The newest rows of the audit log, newest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AuditEntry> AuditLog(int limit = 100) => Rows("SELECT * FROM audit_log ORDER BY sequence DESC LIMIT $1", AuditChain.Read, limit);

    /// <summary>Number of the first row of the audit log that was changed or removed; <see langword="null"/> when the log is whole.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long? FirstBrokenAuditRow() => _connections.Read(connection => AuditChain.FirstBroken(_database, connection));

    private SessionRow? FindBy(DbConnection connection, string column, object value) =>
        _database.Rows(connection, $"SELECT * FROM sessions WHERE {column} = $1", SessionQueries.Session, value).SingleOrDefault();

    private List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params object?[] values) =>
        _connections.Read(connection => _database.Rows(connection, sql, read, values));

    private static StoredSignal Signal(DbDataReader reader) => new(reader.Long("session_id"), SessionQueries.Signal(reader));
}
