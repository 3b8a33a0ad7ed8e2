using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Postgres;
using PluginTrading.Storage.QuestDb;

namespace PluginTrading.Storage;

/// <summary>
/// Sends the series of a store to QuestDB: what the store's outbox holds is sent in order and removed when QuestDB has it. A row may be
/// sent twice, never not at all; QuestDB's deduplication keeps it once. For charts only: orders and positions are read from the store.
/// </summary>
public sealed class QuestDbSink : IAsyncDisposable
{
    private const int RowsAtOnce = 500;

    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly SessionStore _store;
    private readonly TimeProvider _time;
    private readonly Action<StoreWriterState>? _changed;
    private readonly IReadOnlyList<string> _tables;
    private readonly NpgsqlDataSource _source;
    private readonly string _name;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _turn = new(1);
    private NpgsqlConnection? _connection;
    private Task? _sending;
    private bool _isDisposed;
    private StoreWriterState _state = StoreWriterState.Working;

    /// <param name="store">A store opened with an outbox; stays open.</param>
    /// <param name="connectionString"><c>postgres://user:password@host:8812/qdb</c> or <c>Host=…;Port=8812;…</c>.</param>
    /// <param name="time">Measures pauses.</param>
    /// <param name="changed">Called when QuestDB begins to fail, when the cause changes and when it takes rows again. It must not throw.</param>
    /// <exception cref="StoreException">The connection string cannot be read.</exception>
    public QuestDbSink(SessionStore store, string connectionString, TimeProvider time, Action<StoreWriterState>? changed = null)
        : this(store, connectionString, time, changed, SeriesSchema.Statements)
    {
    }

    internal QuestDbSink(SessionStore store, string connectionString, TimeProvider time, Action<StoreWriterState>? changed, IReadOnlyList<string> tables)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(connectionString);
        ArgumentNullException.ThrowIfNull(time);
        _store = store;
        _time = time;
        _changed = changed;
        _tables = tables;
        var settings = Parse(connectionString);
        settings.Pooling = false;
        _name = PostgresLocation.NameOf(settings);

        // QuestDB has no catalogue of types to load.
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        _source = builder.Build();
    }

    /// <summary>Whether QuestDB takes rows now.</summary>
    public StoreWriterState State => Volatile.Read(ref _state);

    /// <summary>Begins to send in the background.</summary>
    public void Start() => _sending ??= Task.Run(SendAllAsync);

    /// <summary>Sends the oldest rows of the outbox, as many as go at once.</summary>
    /// <returns>How many; 0 when none are waiting.</returns>
    /// <exception cref="StoreException">The store or QuestDB refused; the rows are in the outbox still.</exception>
    public async Task<int> SendAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (database, connections) = (_store.Database, _store.Connections);
            var rows = connections.Read(connection => database.Rows(
                connection, "SELECT outbox_id, series, payload FROM outbox ORDER BY outbox_id LIMIT $1",
                reader => (Id: reader.Long("outbox_id"), Series: reader.Text("series"), Payload: reader.Text("payload")), RowsAtOnce));
            if (rows.Count == 0)
                return 0;
            await SendAsync(rows.Select(row => SeriesRow.Insert(row.Series, row.Payload)), cancellationToken).ConfigureAwait(false);
            connections.Write(connection =>
            {
                using var batch = database.Batch(connection);
                foreach (var row in rows)
                    batch.Add("DELETE FROM outbox WHERE outbox_id = $1", row.Id);
                batch.Flush();
                return rows.Count;
            });
            return rows.Count;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the sending in the background, sends what the outbox still holds, and lets go of QuestDB.</summary>
    /// <param name="limit">How long at most.</param>
    /// <returns>Whether the outbox is empty. What is left is sent by the next sink on the store.</returns>
    public async Task<bool> CloseAsync(TimeSpan limit)
    {
        await EndAsync().ConfigureAwait(false);
        using var late = new CancellationTokenSource(limit, _time);
        try
        {
            while (await SendAsync(late.Token).ConfigureAwait(false) > 0)
            {
                // Until nothing waits.
            }

            return true;
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await EndAsync().ConfigureAwait(false);
        await DisconnectAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
        _end.Dispose();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return PostgresLocation.Parse(connectionString);
        }
        catch (StoreException exception)
        {
            throw new StoreException("QuestDB", $"{exception.Cause} Expected Host=…;Port=8812;Username=…;Password=…;Database=qdb or postgres://user:password@host:8812/qdb.");
        }
    }

    private async Task EndAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_sending is { } sending)
            await sending.ConfigureAwait(false);
    }

    private async Task SendAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        try
        {
            _connection ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var batch = new NpgsqlBatch(_connection);
            foreach (var command in commands)
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await DisconnectAsync().ConfigureAwait(false);
            if (exception is DbException or IOException or SocketException or TimeoutException)
                throw new StoreException(_name, $"QuestDB does not take the series ({exception.Message}).", exception);
            throw;
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = _source.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            foreach (var table in _tables)
            {
                await using var command = new NpgsqlCommand(table, connection);
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task DisconnectAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }

    private async Task SendAllAsync()
    {
        var pause = IdlePause;
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var hasMore = await SendAsync(_end.Token).ConfigureAwait(false) == RowsAtOnce;
                Report(StoreWriterState.Working);
                if (hasMore)
                    continue;
                pause = IdlePause;
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, the rows wait in the outbox and are tried again, and the state says why.
                var cause = exception is StoreException refused ? refused.Cause : exception.Message;
                Report(new StoreWriterState { FailingSince = State.FailingSince ?? new Timestamp(StoredValue.Now(_time)), Cause = cause });
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.Delay(pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Report(StoreWriterState state)
    {
        if (state == State)
            return;
        Volatile.Write(ref _state, state);
        try
        {
            _changed?.Invoke(state);
        }
        catch (Exception exception)
        {
            // Sending goes on whatever the listener does.
            Trace.TraceError("The listener of a series sink failed: {0}", exception);
        }
    }
}
