using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>Writes the events of one symbol, kind and UTC day, given in order of time, to one Arrow file.</summary>
internal sealed class DayFileWriter : IDisposable
{
    /// <summary>Rows per record batch.</summary>
    public const int BatchRows = 131_072;

    /// <summary>Most rows in one file: a mapped file is addressed with 31 bits and a quote takes 40 bytes.</summary>
    public const long MaximumRows = 50_000_000;

    private readonly MarketEventKind _kind;
    private readonly HashingStream _stream;
    private readonly ArrowFileWriter _writer;
    private readonly Schema _schema;
    private readonly long[] _times = new long[BatchRows];
    private readonly double[][] _doubles;
    private readonly byte[] _sides = new byte[BatchRows];
    private readonly long[]? _arrivals;
    private int _buffered;
    private Timestamp _first;
    private Timestamp _last;
    private long _longestGap;

    /// <param name="kind">Kind of every event.</param>
    /// <param name="stream">Takes the file's bytes; disposed with the writer.</param>
    /// <param name="path">Where they go, for messages.</param>
    /// <param name="hasArrivals">Whether the order of arrival is kept.</param>
    public DayFileWriter(MarketEventKind kind, Stream stream, string path, bool hasArrivals)
    {
        _kind = kind;
        _stream = new HashingStream(stream, path);
        _schema = EventSchema.Create(kind, hasArrivals);
        _arrivals = hasArrivals ? new long[BatchRows] : null;
        _doubles = [.. EventSchema.DoubleColumns(kind).Select(_ => new double[BatchRows])];
        _writer = new ArrowFileWriter(_stream, _schema, leaveOpen: true);
        _writer.WriteStart();
    }

    public long Rows { get; private set; }

    /// <param name="marketEvent">Not before the one before it.</param>
    /// <param name="arrival">Its number in the order of arrival, where that is kept.</param>
    public void Add(in MarketEvent marketEvent, long arrival)
    {
        var time = marketEvent.Time;
        if (Rows == 0)
            _first = time;
        else if (time < _last)
            throw new InvalidOperationException($"Event at {time} follows one at {_last}; events are written in order of time.");
        else
            _longestGap = Math.Max(_longestGap, time.Nanoseconds - _last.Nanoseconds);
        _last = time;
        _times[_buffered] = time.Nanoseconds;
        if (_arrivals is not null)
            _arrivals[_buffered] = arrival;
        switch (_kind)
        {
            case MarketEventKind.Trade:
                _doubles[0][_buffered] = marketEvent.Price;
                _doubles[1][_buffered] = marketEvent.Quantity;
                _sides[_buffered] = (byte)marketEvent.TakerSide;
                break;
            case MarketEventKind.Quote:
                _doubles[0][_buffered] = marketEvent.Bid;
                _doubles[1][_buffered] = marketEvent.BidQuantity;
                _doubles[2][_buffered] = marketEvent.Ask;
                _doubles[3][_buffered] = marketEvent.AskQuantity;
                break;
            case MarketEventKind.Mark:
                _doubles[0][_buffered] = marketEvent.MarkPrice;
                break;
            default:
                _doubles[0][_buffered] = marketEvent.FundingRate;
                break;
        }

        Rows++;
        if (++_buffered == BatchRows)
            WriteBatch();
    }

    /// <summary>Writes what is left and the footer.</summary>
    /// <param name="path">Path in the data set's folder, with <c>/</c>.</param>
    /// <param name="symbol">Whose events they are.</param>
    public DayFileEntry Finish(string path, string symbol)
    {
        if (_buffered > 0)
            WriteBatch();
        _writer.WriteEnd();
        _stream.Flush();
        return new DayFileEntry
        {
            Path = path,
            Symbol = symbol,
            Kind = _kind,
            Rows = Rows,
            FirstTime = _first,
            LastTime = _last,
            LongestGapNanoseconds = _longestGap,
            Bytes = _stream.Length,
            Xxh3 = _stream.Checksum(),
            Sha256 = _stream.Digest(),
        };
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private void WriteBatch()
    {
        var rows = _buffered;
        var columns = new List<IArrowArray>
        {
            new TimestampArray(new ArrayData(EventSchema.TimeType, rows, 0, 0, [ArrowBuffer.Empty, Buffer(_times, rows)])),
        };
        foreach (var values in _doubles)
            columns.Add(new DoubleArray(new ArrayData(DoubleType.Default, rows, 0, 0, [ArrowBuffer.Empty, Buffer(values, rows)])));
        if (EventSchema.HasSide(_kind))
            columns.Add(new UInt8Array(new ArrayData(UInt8Type.Default, rows, 0, 0, [ArrowBuffer.Empty, Buffer(_sides, rows)])));
        if (_arrivals is not null)
            columns.Add(new Int64Array(new ArrayData(Int64Type.Default, rows, 0, 0, [ArrowBuffer.Empty, Buffer(_arrivals, rows)])));
        using var batch = new RecordBatch(_schema, columns, rows);
        _writer.WriteRecordBatch(batch);
        _buffered = 0;
    }

    private static ArrowBuffer Buffer<T>(T[] values, int rows)
        where T : unmanaged
    {
        var bytes = new byte[rows * Unsafe.SizeOf<T>()];
        MemoryMarshal.AsBytes(values.AsSpan(0, rows)).CopyTo(bytes);
        return new ArrowBuffer(bytes);
    }
}
