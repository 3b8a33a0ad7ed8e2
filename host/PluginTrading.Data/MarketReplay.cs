using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data;

/// <summary>
/// Reads the events of chosen symbols of a data set in order of time, then of arrival where the data say it, then the given order of symbols, then kind
/// (funding, mark, quote, trade); ties in recorded order. Holds one mapped file per symbol and kind, so memory does not grow with length.
/// </summary>
public sealed class MarketReplay : IMarketDataFeed
{
    private readonly EventStream[] _streams;

    /// <summary>Indices of the streams that have a next event, as a binary heap by time, then arrival, then index.</summary>
    private readonly int[] _heap;
    private readonly long[] _nextTimes;
    private readonly long[] _nextArrivals;
    private int _heapSize;
    private bool _isDisposed;

    /// <param name="dataSet">Where the events are.</param>
    /// <param name="symbols">Symbols in session order; an event's symbol index is the position here.</param>
    /// <param name="from">First moment (inside); <see langword="null"/> is the beginning.</param>
    /// <param name="to">First moment after; <see langword="null"/> is the end.</param>
    /// <exception cref="DataSetException">A symbol is not in the data set, or a file that is needed to count or to begin is damaged.</exception>
    public MarketReplay(DataSet dataSet, IReadOnlyList<string> symbols, Timestamp? from = null, Timestamp? to = null)
    {
        if (symbols.Distinct().Count() != symbols.Count)
            throw new ArgumentException($"The symbols {string.Join(", ", symbols)} name one twice.", nameof(symbols));
        var first = from?.Nanoseconds ?? long.MinValue;
        var end = to?.Nanoseconds ?? long.MaxValue;
        var streams = new List<EventStream>();
        try
        {
            for (var i = 0; i < symbols.Count; i++)
            {
                dataSet.Instrument(symbols[i]);
                foreach (var kind in Enum.GetValues<MarketEventKind>())
                    streams.Add(new EventStream(dataSet, symbols[i], i, kind, first, end));
            }

            _streams = [.. streams.Where(s => s.Count > 0)];
            EventCount = _streams.Sum(s => s.Count);
            _heap = new int[_streams.Length];
            _nextTimes = new long[_streams.Length];
            _nextArrivals = new long[_streams.Length];
            for (var i = 0; i < _streams.Length; i++)
                Push(i);
        }
        catch
        {
            streams.ForEach(s => s.Dispose());
            throw;
        }
    }

    /// <summary>Number of events that will be read in all.</summary>
    public long EventCount { get; }

    /// <summary>Number of events read so far.</summary>
    public long EventsRead { get; private set; }

    /// <summary>Fills the buffer with the next events and returns how many; 0 means the end (or an empty buffer).</summary>
    /// <exception cref="DataSetException">The next day file is missing or damaged; every later call throws the same.</exception>
    public int Read(Span<MarketEvent> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var filled = 0;
        while (filled < buffer.Length && _heapSize > 0)
        {
            var index = _heap[0];
            var stream = _streams[index];
            var (rows, lastTime) = BeforeOthers(index);
            filled += stream.Copy(buffer.Slice(filled, Math.Min(rows, buffer.Length - filled)), lastTime);
            if (stream.MoveToNext())
                Take(index);
            else
                _heap[0] = _heap[--_heapSize];
            SiftDown();
        }

        EventsRead += filled;
        return filled;
    }

    public ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        foreach (var stream in _streams)
            stream.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How many of the top stream's events at most, and up to which time, still come before those of every other.</summary>
    private (int Rows, long LastTime) BeforeOthers(int top)
    {
        if (_heapSize == 1)
            return (int.MaxValue, long.MaxValue);
        var other = _heapSize == 2 || IsBefore(_heap[1], _heap[2]) ? _heap[1] : _heap[2];
        if (_nextArrivals[top] < 0 && _nextArrivals[other] < 0)
            return (int.MaxValue, top < other ? _nextTimes[other] : _nextTimes[other] - 1);
        return _nextTimes[top] == _nextTimes[other] ? (1, _nextTimes[other]) : (int.MaxValue, _nextTimes[other] - 1);
    }

    private bool IsBefore(int left, int right)
    {
        if (_nextTimes[left] != _nextTimes[right])
            return _nextTimes[left] < _nextTimes[right];
        return _nextArrivals[left] != _nextArrivals[right] ? _nextArrivals[left] < _nextArrivals[right] : left < right;
    }

    private void Take(int index)
    {
        _nextTimes[index] = _streams[index].NextTime;
        _nextArrivals[index] = _streams[index].NextArrival;
    }

    private void Push(int index)
    {
        if (!_streams[index].MoveToNext())
            return;
        Take(index);
        var at = _heapSize++;
        while (at > 0 && IsBefore(index, _heap[(at - 1) / 2]))
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = index;
    }

    private void SiftDown()
    {
        if (_heapSize < 2)
            return;
        var index = _heap[0];
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= _heapSize)
                break;
            if (child + 1 < _heapSize && IsBefore(_heap[child + 1], _heap[child]))
                child++;
            if (!IsBefore(_heap[child], index))
                break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = index;
    }
}
