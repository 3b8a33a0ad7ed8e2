using System.Data.Common;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Sessions;

namespace PluginTrading.Storage;

/// <summary>
/// Sessions that go on, in one store: what each input of their engines brought about, stored in one transaction with the number of the
/// input, so that feeding the same inputs again changes nothing. One connection writes; threads take turns. Readers do not wait for it.
/// </summary>
public sealed partial class SessionStore : IDisposable
{
    private static readonly string DataSetRow = TableSql.Upsert(
        "data_sets", ["data_collection_session_id", "symbol", "kind", "day"], [],
        "data_collection_session_id", "symbol", "kind", "day", "path", "rows", "first_time", "last_time", "digest", "gaps");

    private readonly Database _database;
    private readonly StoreConnections _connections;
    private readonly TimeProvider _time;
    private readonly bool _hasOutbox;

    private SessionStore(Database database, DbConnection writer, TimeProvider time, bool hasOutbox)
    {
        _database = database;
        _connections = new StoreConnections(database, writer);
        _time = time;
        _hasOutbox = hasOutbox;
    }

    /// <summary>What messages call the store: its file, or host, port and database.</summary>
    public string Name => _database.Name;

    internal Database Database => _database;

    internal StoreConnections Connections => _connections;

    /// <summary>Opens the store at a location that <see cref="StoreLocation.Resolve"/> gave, and brings its schema up to date. A file is made when it does not exist.</summary>
    /// <param name="location">A path or a PostgreSQL connection string.</param>
    /// <param name="time">Says when rows were stored.</param>
    /// <param name="hasOutbox">Whether the series are also put aside for a <c>QuestDbSink</c>, which must then run: nothing else empties the outbox.</param>
    /// <exception cref="StoreException">It is locked, damaged, read-only, another program's, or of a newer schema; or its server refuses.</exception>
    public static SessionStore Open(string location, TimeProvider time, bool hasOutbox = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        ArgumentNullException.ThrowIfNull(time);
        var database = Database.At(location);
        database.Prepare();
        return new SessionStore(database, new SchemaMigrator(database, database.Migrations, time).Open(), time, hasOutbox);
    }

    /// <summary>Begins to keep a session, which is then running.</summary>
    /// <exception cref="StoreException">Its key is in use, or the store could not take it.</exception>
    public SessionRow Begin(NewSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrWhiteSpace(session.SessionKey);
        var description = session.Description;
        return _connections.Write(connection =>
        {
            if (FindBy(connection, "session_key", session.SessionKey) is { } known)
                throw new StoreException(Name, $"it has a session '{session.SessionKey}' already, with id {known.Id}; resume that, or begin one of another key.");
            var id = _database.Number(
                connection,
                $"""
                {TableSql.Insert("sessions",
                    "session_key", "session_type", "strategy_ids", "symbols", "quote_currency", "direction", "status", "exchange", "account", "journal_path",
                    "start_time", "initial_balance", "current_balance", "total_pnl", "total_trades", "winning_trades", "losing_trades", "seed", "settings",
                    "document", "is_complete", "created_by", "created_at")} RETURNING session_id
                """,
                session.SessionKey, description.SessionType, JsonSerializer.Serialize(description.StrategyNames), JsonSerializer.Serialize(description.Symbols),
                description.QuoteCurrency, Names.Of(description.Direction), Names.Of(SessionStatus.Running), session.Exchange, session.Account,
                session.JournalPath, session.StartTime, description.InitialBalance, description.InitialBalance, 0m, 0L, 0L, 0L, description.Seed,
                JsonSerializer.Serialize(description.Settings), description.Document, false, session.CreatedBy, StoredValue.Now(_time));
            return PutAside(connection, id, session.StartTime);
        });
    }

    /// <summary>Stores all that one input brought about, in one transaction.</summary>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="sequence">Number of the input; one that is stored already changes nothing.</param>
    /// <param name="effects">The input's effects, in order.</param>
    /// <exception cref="StoreException">The store could not take them, or cannot say whether it did; store the same again.</exception>
    public void Append(long sessionId, long sequence, IReadOnlyList<EngineEffect> effects) => Append(sessionId, [new StoredInput(sequence, effects)]);

    /// <summary>Stores what several inputs brought about, in one transaction.</summary>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="inputs">In order of their numbers; those that are stored already change nothing.</param>
    /// <exception cref="StoreException">The store could not take them, or cannot say whether it did; store the same again.</exception>
    public void Append(long sessionId, IReadOnlyList<StoredInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (var index = 1; index < inputs.Count; index++)
        {
            if (inputs[index].Sequence <= inputs[index - 1].Sequence)
                throw new ArgumentException($"Input {inputs[index].Sequence} follows {inputs[index - 1].Sequence}; expected numbers that go up.", nameof(inputs));
        }

        _connections.Write(connection =>
        {
            var state = SessionState.Read(_database, connection, sessionId) ?? throw NoSession(sessionId);
            using var batch = _database.Batch(connection);
            var rows = new EffectRows(batch, state, new Outbox(batch, _hasOutbox));
            var isNew = false;
            foreach (var input in inputs.Where(input => input.Sequence > state.LastSequence))
            {
                rows.Write(input);
                isNew = true;
            }

            if (isNew)
                state.WriteBack(batch, StoredValue.Now(_time));
            batch.Flush();
            return isNew;
        });
    }

    /// <summary>Says where a session is in its life. A stopped or failed one gets its end time; one that goes on again loses it.</summary>
    /// <param name="sessionId">Id of the session.</param>
    /// <param name="status">Its new status.</param>
    /// <param name="time">When it changed.</param>
    /// <param name="reason">Why; <see langword="null"/> when nothing is to be said.</param>
    /// <exception cref="StoreException">There is no such session, or the store could not take it.</exception>
    public void SetStatus(long sessionId, SessionStatus status, Timestamp time, string? reason = null) => _connections.Write(connection =>
    {
        var changed = _database.Execute(
            connection, "UPDATE sessions SET status = $2, end_time = $3, status_reason = $4, updated_at = $5 WHERE session_id = $1",
            sessionId, Names.Of(status), status is SessionStatus.Stopped or SessionStatus.Error ? time : null, reason, StoredValue.Now(_time));
        return changed == 0 ? throw NoSession(sessionId) : PutAside(connection, sessionId, time);
    });

    /// <summary>Keeps the figures of a session that has ended, so that it stands among the results. Figures of an earlier end are replaced.</summary>
    /// <exception cref="StoreException">There is no such session, or the store could not take it.</exception>
    public void Complete(long sessionId, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _connections.Write(connection =>
        {
            var figures = result.Session;
            var changed = _database.Execute(
                connection, "UPDATE sessions SET sharpe_ratio = $2, max_drawdown = $3, is_complete = $4, updated_at = $5 WHERE session_id = $1",
                sessionId, figures.SharpeRatio, figures.MaxDrawdownPct, result.End.IsComplete, StoredValue.Now(_time));
            if (changed == 0)
                throw NoSession(sessionId);
            _database.Execute(connection, "DELETE FROM backtest_results WHERE session_id = $1", sessionId);
            SessionRows.InsertResults(_database, connection, sessionId, result, _hasOutbox, StoredValue.Now(_time));
            return changed;
        });
    }

    /// <summary>Adds a row to the audit log.</summary>
    /// <param name="who">User, key or part of the program.</param>
    /// <param name="command">What was asked for.</param>
    /// <param name="argumentsJson">A JSON object; the caller has taken secrets out.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="time">When.</param>
    /// <exception cref="StoreException">The store could not take it.</exception>
    public AuditEntry Audit(string who, string command, string argumentsJson, string outcome, Timestamp time) =>
        _connections.Write(connection => AuditChain.Append(_database, connection, who, command, argumentsJson, outcome, time));

    /// <summary>Says who has seen an alert; whoever said so first is kept. It goes into the audit log.</summary>
    /// <exception cref="StoreException">The store could not take it.</exception>
    public AlertAcknowledgement AcknowledgeAlert(long alertId, string who, Timestamp time) => _connections.Write(connection =>
    {
        var isDone = _database.Execute(
            connection, "UPDATE alerts SET acknowledged_by = $2, acknowledged_at = $3 WHERE alert_id = $1 AND acknowledged_by IS NULL", alertId, who, time) > 0;
        if (!isDone)
            return _database.Number(connection, "SELECT count(*) FROM alerts WHERE alert_id = $1", alertId) == 0 ? AlertAcknowledgement.NoSuchAlert : AlertAcknowledgement.WasDone;
        AuditChain.Append(_database, connection, who, "acknowledge alert", JsonSerializer.Serialize(new { alert = alertId }), "handled", time);
        return AlertAcknowledgement.Done;
    });

    /// <summary>Keeps what files of collected data hold; an earlier row of the same session, symbol, kind and day is replaced.</summary>
    /// <exception cref="StoreException">The store could not take them.</exception>
    public void PutDataSet(IReadOnlyList<DataSetFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _connections.Write(connection =>
        {
            using var batch = _database.Batch(connection);
            foreach (var file in files)
            {
                batch.Add(
                    DataSetRow, file.DataCollectionSessionId, file.Symbol, file.Kind, file.Day, file.Path, file.Rows, file.FirstTime, file.LastTime, file.Digest,
                    file.Gaps);
            }

            batch.Flush();
            return files.Count;
        });
    }

    public void Dispose() => _connections.Dispose();

    /// <summary>Puts a session as it is now aside for the series.</summary>
    private SessionRow PutAside(DbConnection connection, long sessionId, Timestamp time)
    {
        var session = FindBy(connection, "session_id", sessionId)!;
        using var batch = _database.Batch(connection);
        new Outbox(batch, _hasOutbox).Add(session, 0, time);
        batch.Flush();
        return session;
    }

    private StoreException NoSession(long id) => new(Name, $"it has no session {id}.");
}
