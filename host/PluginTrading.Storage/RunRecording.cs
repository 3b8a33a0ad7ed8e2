using Microsoft.Data.Sqlite;
using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Storage.Sqlite;

namespace PluginTrading.Storage;

/// <summary>
/// Keeps one run: its rows wait beside the store while it goes on and enter it in one transaction when it is complete. Disposed before
/// that, nothing of the run is stored. Memory does not grow with the run, and the store is not locked while it goes on.
/// </summary>
public sealed class RunRecording : IEffectSink, IDisposable
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly List<StagedTable> _tables = [];
    private readonly StagedTable _trades;
    private readonly StagedTable _signals;
    private readonly StagedTable _orders;
    private readonly StagedTable _fills;
    private readonly StagedTable _transitions;
    private readonly StagedTable _performance;
    private long _sequence;
    private EquityPoint? _lastWritten;
    private EquityPoint? _leftOut;

    internal RunRecording(SqliteFile file, SqliteConnection connection, TimeProvider time)
    {
        _file = file;
        _connection = connection;
        _time = time;
        SqliteFile.Execute(connection, "PRAGMA temp.synchronous = OFF");
        _trades = Stage("trades", RunTables.Trades);
        _signals = Stage("signal_history", RunTables.Signals, "signal_id");
        _orders = Stage("orders", RunTables.Orders, "order_id", "sequence");
        _fills = Stage("fills", RunTables.Fills);
        _transitions = Stage("transitions", RunTables.Transitions);
        _performance = Stage("performance", RunTables.Performance);
        SqliteFile.Execute(connection, "BEGIN");
    }

    /// <exception cref="StoreException">The disk of temporary files is full or failed.</exception>
    public void Take(EngineEffect effect) => _file.Guarded(() =>
    {
        switch (effect)
        {
            case EquityPoint point:
                TakePoint(point);
                break;
            case Transition transition:
                RunTables.Write(_transitions, ++_sequence, transition);
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
    public long Complete(RunResult result) => _file.Guarded(() =>
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_leftOut is { } last)
            RunTables.Write(_performance, ++_sequence, last);
        _leftOut = null;
        SqliteFile.Execute(_connection, "COMMIT");
        using var transaction = _connection.BeginTransaction(deferred: false);
        var id = SessionRows.Insert(_connection, result, StoredValue.Now(_time));
        foreach (var table in _tables)
            table.CopyTo(id);
        transaction.Commit();
        return id;
    });

    public void Dispose()
    {
        foreach (var table in _tables)
            table.Dispose();
        _connection.Dispose();
    }

    private StagedTable Stage(string table, string[] columns, string? snapshotKey = null, params string[] kept)
    {
        var staged = new StagedTable(_connection, table, columns, snapshotKey, kept);
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
