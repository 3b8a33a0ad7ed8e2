using PluginTrading.Engine.Effects;

namespace PluginTrading.Results.Export;

/// <summary>
/// The result files of one run: written beside their place while the run goes on, moved there when it is complete. Disposed before that,
/// they leave nothing behind. Memory does not grow with the run but for the ids of its orders and signals.
/// </summary>
/// <remarks>
/// Where the directory exists, files of the same names are replaced, <c>summary.json</c> last, so that a summary always belongs to the
/// files beside it; other files there are left alone.
/// </remarks>
public sealed class ResultExport : IEffectSink, IDisposable
{
    private const string SummaryName = "summary.json";

    private readonly StagingDirectory _staging;
    private readonly Func<string, Stream> _open;
    private readonly List<CsvFile> _files = [];
    private readonly CsvFile _trades;
    private readonly CsvFile _orders;
    private readonly CsvFile _fills;
    private readonly CsvFile _transitions;
    private readonly CsvFile _signals;
    private readonly CsvFile _equity;
    private readonly SnapshotRows<string, Order> _orderRows;
    private readonly SnapshotRows<long, Signal> _signalRows;

    /// <summary>Opens an export into <paramref name="directory"/>, which need not exist.</summary>
    /// <exception cref="ResultFileException">Nothing can be written there.</exception>
    public ResultExport(string directory)
        : this(directory, path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
    {
    }

    internal ResultExport(string directory, Func<string, Stream> open)
    {
        _open = open;
        _staging = new StagingDirectory(directory);
        try
        {
            _trades = Open("trades.csv", ResultTables.Trades);
            _orders = Open("orders.csv", ResultTables.Orders);
            _fills = Open("fills.csv", ResultTables.Fills);
            _transitions = Open("transitions.csv", ResultTables.Transitions);
            _signals = Open("signals.csv", ResultTables.Signals);
            _equity = Open("equity.csv", ResultTables.Equity);
        }
        catch
        {
            Dispose();
            throw;
        }

        _orderRows = new(order => order.OrderId, order => order.IsClosed, order => ResultTables.Write(_orders, order));
        _signalRows = new(signal => signal.SignalId, IsFinal, signal => ResultTables.Write(_signals, signal));
    }

    /// <exception cref="ResultFileException">A file could not be written.</exception>
    public void Take(EngineEffect effect)
    {
        switch (effect)
        {
            case EquityPoint point:
                ResultTables.Write(_equity, point);
                break;
            case Transition transition:
                ResultTables.Write(_transitions, transition);
                break;
            case Signal signal:
                _signalRows.Take(signal);
                break;
            case Order order:
                _orderRows.Take(order);
                break;
            case Fill fill:
                ResultTables.Write(_fills, fill);
                break;
            case Trade trade:
                ResultTables.Write(_trades, trade);
                break;
        }
    }

    /// <summary>Finishes the files and puts them in their place.</summary>
    /// <exception cref="ResultFileException">A file could not be written.</exception>
    public void Complete(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _orderRows.Drain();
        _signalRows.Drain();
        foreach (var file in _files)
            file.Complete();
        Rewrite(_orders, _orderRows.ChangedLate.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal), ResultTables.Orders, ResultTables.Write);
        Rewrite(_signals, _signalRows.ChangedLate.ToDictionary(pair => ExactText.Of((decimal)pair.Key), pair => pair.Value, StringComparer.Ordinal), ResultTables.Signals, ResultTables.Write);
        WriteSummary(result);
        _staging.Publish([.. _files.Select(file => Path.GetFileName(file.Path)), SummaryName]);
    }

    /// <summary>Closes the files; takes away what was not completed.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
        _staging.Dispose();
    }

    /// <summary>A signal that acted on nothing has nothing to wait for.</summary>
    private static bool IsFinal(Signal signal) => signal.ExecutionStatus != SignalStatus.Pending || signal.Action == SignalAction.Hold;

    private CsvFile Open(string name, string header) => _staging.Guarded(() =>
    {
        var file = new CsvFile(_staging.PathOf(name), _open, header);
        _files.Add(file);
        return file;
    });

    /// <summary>Replaces rows that changed after they were written, by the id in their first column.</summary>
    private void Rewrite<TRow>(CsvFile written, Dictionary<string, TRow> changed, string header, Action<CsvFile, TRow> write) => _staging.Guarded(() =>
    {
        if (changed.Count == 0)
            return 0;
        var old = written.Path + ".old";
        File.Move(written.Path, old);
        using (var file = new CsvFile(written.Path, _open, header))
        {
            foreach (var record in CsvRecords.Read(old).Skip(1))
            {
                if (changed.TryGetValue(CsvRecords.FirstField(record), out var row))
                    write(file, row);
                else
                    file.Record(record);
            }

            file.Complete();
        }

        File.Delete(old);
        return changed.Count;
    });

    private void WriteSummary(RunResult result) => _staging.Guarded(() =>
    {
        using var stream = _open(_staging.PathOf(SummaryName));
        SummaryJson.Write(stream, result);
        stream.Flush();
        if (stream is FileStream file)
            file.Flush(flushToDisk: true);
        return 0;
    });
}
