using Microsoft.Data.Sqlite;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Postgres;
using PluginTrading.Storage.Sqlite;

namespace PluginTrading.Storage;

/// <summary>
/// Keeps one run: its rows wait beside the store while it goes on and enter it in one transaction when it is complete. Disposed before
/// that, nothing of the run is stored. Memory does not grow with the run, and the store is not locked while it goes on.
/// </summary>
public sealed class RunRecording : IEffectSink, IDisposable
{
    private readonly Database _database;
    private readonly SqliteFile _stage;
    private readonly SqliteConnection _staging;
    private readonly TimeProvider _time;
    private readonly bool _hasOutbox;
    private readonly List<StagedTable> _tables = [];
    private readonly StagedTable _trades;
    private readonly StagedTable _signals;
    private readonly StagedTable _orders;
    private readonly StagedTable _fills;
    private readonly StagedTable _transitions;
    private readonly StagedTable _performance;
    private readonly StagedTable _indicators;
    private long _sequence;
    private EquityPoint? _lastWritten;
    private EquityPoint? _leftOut;

    /// <param name="database">The store's.</param>
    /// <param name="stage">The store's file, or that of <paramref name="staging"/> when the store is no file.</param>
    /// <param name="staging">A connection of this recording's own; to the store when that is a file.</param>
    /// <param name="time">Says when the run was stored.</param>
    /// <param name="hasOutbox">Whether its figures are also put aside for a <see cref="QuestDbSink"/>.</param>
    internal RunRecording(Database database, SqliteFile stage, SqliteConnection staging, TimeProvider time, bool hasOutbox)
    {
        _hasOutbox = hasOutbox;
        _database = database;
        _stage = stage;
        _staging = staging;
        _time = time;
        stage.Execute(staging, "PRAGMA temp.synchronous = OFF");
        _trades = Stage("trades", RunTables.Trades);
        _signals = Stage("signal_history", RunTables.Signals, "signal_id");
        _orders = Stage("orders", RunTables.Orders, "order_id", "sequence");
        _fills = Stage("fills", RunTables.Fills);
        _transitions = Stage("transitions", RunTables.Transitions);
        _performance = Stage("performance", RunTables.Performance);
        _indicators = Stage("indicator_values", RunTables.Indicators, "symbol, name, time");
        stage.Execute(staging, "BEGIN");
    }

    /// <exception cref="StoreException">The disk of temporary files is full or failed.</exception>
    public void Take(EngineEffect effect) => _stage.Guarded(() =>
    {
        switch (effect)
        {
            case EquityPoint point:
                TakePoint(point);
                break;
            case Transition transition:
                RunTables.Write(_transitions, ++_sequence, transition);
                foreach (var sample in IndicatorSample.Of(transition))
                    RunTables.Write(_indicators, sample);
                break;
            case Signal signal:
                RunTables.Write(_signals, signal);
                break;
            case Order order:
                RunTables.Write(_orders, ++_sequence, order);
                break;
            case Fill fill:
                RunTables.Write(_fills, ++_sequence, fill);
                break;
            case Trade trade:
                RunTables.Write(_trades, trade);
                break;
        }
    });

    /// <summary>Stores the run.</summary>
    /// <returns>The run's id: the next whole number of this store.</returns>
    /// <exception cref="StoreException">The store could not take it; nothing of the run is in it then.</exception>
    public long Complete(RunResult result) => _database.Guarded(() =>
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_leftOut is { } last)
            RunTables.Write(_performance, ++_sequence, last);
        _leftOut = null;
        _stage.Guarded(() => _stage.Execute(_staging, "COMMIT"));
        if (_database is not PostgresServer server)
            return CompleteInFile(result);
        using var connection = server.Open();
        using var transaction = server.BeginWrite(connection);
        var id = SessionRows.Insert(server, connection, result, _hasOutbox, StoredValue.Now(_time));
        foreach (var table in _tables.Where(table => !table.IsEmpty))
            PostgresCopy.Copy(server, connection, table, id);
        transaction.Commit();
        return id;
    });

    public void Dispose()
    {
        foreach (var table in _tables)
            table.Dispose();
        _staging.Dispose();
    }

    private long CompleteInFile(RunResult result)
    {
        using var transaction = _database.BeginWrite(_staging);
        var id = SessionRows.Insert(_database, _staging, result, _hasOutbox, StoredValue.Now(_time));
        foreach (var table in _tables.Where(table => !table.IsEmpty))
            table.CopyTo(id);
        transaction.Commit();
        return id;
    }

    private StagedTable Stage(string table, string[] columns, string? snapshotKey = null, params string[] kept)
    {
        var staged = new StagedTable(_stage, _staging, table, columns, snapshotKey, kept);
        _tables.Add(staged);
        return staged;
    }

    /// <summary>The curve is a step function: of points with the same amounts the first and the last say everything.</summary>
    private void TakePoint(EquityPoint point)
    {
        if (_lastWritten is { } before && before.Balance == point.Balance && before.Equity == point.Equity)
        {
            _leftOut = point;
            return;
        }

        if (_leftOut is { } end)
            RunTables.Write(_performance, ++_sequence, end);
        _leftOut = null;
        RunTables.Write(_performance, ++_sequence, point);
        _lastWritten = point;
    }
}
