using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data;

/// <summary>The events of one symbol and kind in order of time; one day file is mapped at a time.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly string _folder;
    private readonly DayFileEntry[] _files;
    private readonly MarketEventKind _kind;
    private readonly int _symbolIndex;
    private readonly long _from;
    private readonly long _to;
    private DayFile? _file;
    private int _nextFile;
    private ColumnBatch[] _batches = [];
    private int _nextBatch;
    private ColumnBatch _batch;
    private int _row;
    private int _endRow;

    /// <param name="dataSet">Where the events are.</param>
    /// <param name="symbol">Whose.</param>
    /// <param name="symbolIndex">Index that the events get.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="from">First nanosecond.</param>
    /// <param name="to">First nanosecond after.</param>
    public EventStream(DataSet dataSet, string symbol, int symbolIndex, MarketEventKind kind, long from, long to)
    {
        _folder = dataSet.Folder;
        _symbolIndex = symbolIndex;
        _kind = kind;
        _from = from;
        _to = to;
        _files = [.. dataSet.Files(symbol, kind).Where(f => f.LastTime.Nanoseconds >= from && f.FirstTime.Nanoseconds < to)];
        Count = _files.Sum(CountIn);
    }

    /// <summary>Events between from and to.</summary>
    public long Count { get; }

    /// <summary>Time of the next event. Valid while the last <see cref="MoveToNext"/> returned true.</summary>
    public unsafe long NextTime => _batch.Times[_row];

    /// <summary>Its number in the order of arrival; −1 where the data do not say. Valid as <see cref="NextTime"/> is.</summary>
    public unsafe long NextArrival => _batch.Arrivals is null ? -1 : _batch.Arrivals[_row];

    /// <summary>Makes the next event available; false when there is none.</summary>
    /// <exception cref="DataSetException">The next file is missing or damaged.</exception>
    public bool MoveToNext()
    {
        while (_row >= _endRow)
        {
            if (_nextBatch < _batches.Length)
                StartBatch(_batches[_nextBatch++]);
            else if (!OpenNextFile())
                return false;
        }

        return true;
    }

    /// <summary>Copies events up to a time (inclusive) as far as the batch and the buffer go; returns how many.</summary>
    public unsafe int Copy(Span<MarketEvent> buffer, long lastTime)
    {
        var rows = Math.Min(buffer.Length, _endRow - _row);
        var times = _batch.Times + _row;
        if (rows > 0 && times[rows - 1] > lastTime)
            rows = CountUpTo(times, rows, lastTime);
        Copy(buffer[..rows], times);
        _row += rows;
        return rows;
    }

    private unsafe void Copy(Span<MarketEvent> target, long* times)
    {
        var symbol = _symbolIndex;
        var first = _batch.First + _row;
        var second = _batch.Second + _row;
        var third = _batch.Third + _row;
        var fourth = _batch.Fourth + _row;
        var sides = _batch.Sides + _row;
        switch (_kind)
        {
            case MarketEventKind.Trade:
                for (var i = 0; i < target.Length; i++)
                    target[i] = MarketEvent.Trade(symbol, new Timestamp(times[i]), first[i], second[i], (TakerSide)sides[i]);
                break;
            case MarketEventKind.Quote:
                for (var i = 0; i < target.Length; i++)
                    target[i] = MarketEvent.Quote(symbol, new Timestamp(times[i]), first[i], second[i], third[i], fourth[i]);
                break;
            case MarketEventKind.Mark:
                for (var i = 0; i < target.Length; i++)
                    target[i] = MarketEvent.Mark(symbol, new Timestamp(times[i]), first[i]);
                break;
            default:
                for (var i = 0; i < target.Length; i++)
                    target[i] = MarketEvent.Funding(symbol, new Timestamp(times[i]), first[i]);
                break;
        }
    }

    public void Dispose()
    {
        _row = _endRow = 0;
        _batches = [];
        _nextBatch = 0;
        _nextFile = _files.Length;
        _file?.Dispose();
        _file = null;
    }

    /// <summary>How many of the first rows are not after a time: near the start in a dense merge, so it doubles before it halves.</summary>
    private static unsafe int CountUpTo(long* times, int rows, long lastTime)
    {
        var (low, step) = (0, 1);
        while (low + step <= rows && times[low + step - 1] <= lastTime)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(rows, low + step);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] <= lastTime)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private long CountIn(DayFileEntry entry)
    {
        if (entry.FirstTime.Nanoseconds >= _from && entry.LastTime.Nanoseconds < _to)
            return entry.Rows;
        using var file = DayFile.Open(_folder, entry);
        return file.Batches.Sum(b => (long)Math.Max(0, b.FirstRowAt(_to) - b.FirstRowAt(_from)));
    }

    private bool OpenNextFile()
    {
        _file?.Dispose();
        _file = null;
        _batches = [];
        _nextBatch = 0;
        if (_nextFile == _files.Length)
            return false;
        _file = DayFile.Open(_folder, _files[_nextFile]);
        _nextFile++;
        _batches = _file.Batches;
        return true;
    }

    private void StartBatch(ColumnBatch batch)
    {
        _batch = batch;
        _row = batch.FirstRowAt(_from);
        _endRow = batch.FirstRowAt(_to);
    }
}
