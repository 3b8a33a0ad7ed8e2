using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace PluginTrading.Data.Store;

/// <summary>One day file, mapped into memory and checked against its manifest entry; its columns are read where they lie.</summary>
internal sealed class DayFile : IDisposable
{
    private static readonly byte[] Magic = "ARROW1\0\0"u8.ToArray();

    private readonly MappedFile _mapping;

    private DayFile(MappedFile mapping, ColumnBatch[] batches)
    {
        _mapping = mapping;
        Batches = batches;
    }

    /// <summary>The file's batches in order of time; do not use after dispose.</summary>
    public ColumnBatch[] Batches { get; }

    /// <exception cref="DataSetException">The file is missing, or its size, format, schema, rows, times or content are not what the entry says.</exception>
    public static DayFile Open(string folder, DayFileEntry entry)
    {
        var path = System.IO.Path.Combine(folder, entry.Path);
        CheckSize(path, entry);
        var mapping = new MappedFile(path);
        try
        {
            var batches = ReadBatches(path, mapping, entry);
            CheckContent(path, mapping, entry);
            return new DayFile(mapping, batches);
        }
        catch (Exception exception)
        {
            ((IDisposable)mapping).Dispose();
            if (exception is DataSetException or OutOfMemoryException)
                throw;
            throw new DataSetException($"{path}: is not a readable Arrow file ({exception.Message}); expected {Expectation(entry)}. Import the data again.", exception);
        }
    }

    /// <summary>Compares the file's SHA-256 with its entry.</summary>
    /// <exception cref="DataSetException">The file is missing, or its size or SHA-256 differs.</exception>
    public static void Verify(string folder, DayFileEntry entry, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, entry.Path);
        CheckSize(path, entry);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != entry.Sha256)
            throw new DataSetException($"{path}: SHA-256 is {found}, expected {entry.Sha256}; the file is damaged or was changed. Import the data again.");
        using var file = Open(folder, entry);
    }

    public void Dispose() => ((IDisposable)_mapping).Dispose();

    private static void CheckSize(string path, DayFileEntry entry)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new DataSetException($"{path}: is missing; expected {Expectation(entry)}. Import the data again.");
        if (file.Length != entry.Bytes)
            throw new DataSetException($"{path}: has {file.Length} bytes, expected {entry.Bytes}; the file is damaged or was changed. Import the data again.");
    }

    private static void CheckContent(string path, MappedFile mapping, DayFileEntry entry)
    {
        var found = XxHash3.HashToUInt64(mapping.GetSpan()).ToString("x16", CultureInfo.InvariantCulture);
        if (found != entry.Xxh3)
            throw new DataSetException($"{path}: XXH3 is {found}, expected {entry.Xxh3}; the file is damaged or was changed. Import the data again.");
    }

    private static string Expectation(DayFileEntry entry) => $"{entry.Rows} {KindNames.Of(entry.Kind)} of {entry.Symbol} in {entry.Bytes} bytes";

    private static ColumnBatch[] ReadBatches(string path, MappedFile mapping, DayFileEntry entry)
    {
        var memory = (ReadOnlyMemory<byte>)mapping.Memory;
        if (!memory.Span.StartsWith(Magic))
            throw new DataSetException($"{path}: does not begin with ARROW1; expected an Arrow file with {Expectation(entry)}. Import the data again.");

        // An Arrow file holds an Arrow stream after its 8-byte magic, and only the stream reader leaves the columns where they are.
        using var reader = new ArrowStreamReader(memory[Magic.Length..]);
        var expected = EventSchema.Describe(EventSchema.Create(entry.Kind));
        var found = EventSchema.Describe(reader.Schema);
        var hasArrival = found == EventSchema.Describe(EventSchema.Create(entry.Kind, hasArrival: true));
        if (found != expected && !hasArrival)
            throw new DataSetException($"{path}: has the columns {found}; expected {expected}.");
        var batches = new List<ColumnBatch>();
        long rows = 0;
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            if (batch.Length == 0)
                continue;
            CheckNoNulls(path, batch);
            batches.Add(Locate(batch, entry, hasArrival));
            rows += batch.Length;
        }

        if (rows != entry.Rows)
            throw new DataSetException($"{path}: has {rows} rows, expected {entry.Rows}. Import the data again.");
        CheckTimes(path, batches, entry);
        return [.. batches];
    }

    private static void CheckNoNulls(string path, RecordBatch batch)
    {
        for (var i = 0; i < batch.ColumnCount; i++)
        {
            if (batch.Column(i).NullCount > 0)
                throw new DataSetException($"{path}: column {batch.Schema.GetFieldByIndex(i).Name} has {batch.Column(i).NullCount} missing values; expected none.");
        }
    }

    private static unsafe ColumnBatch Locate(RecordBatch batch, DayFileEntry entry, bool hasArrival)
    {
        var doubles = EventSchema.DoubleColumns(entry.Kind).Count;
        double* Double(int index) => index < doubles ? Address(((DoubleArray)batch.Column(index + 1)).Values) : null;
        return new ColumnBatch
        {
            Rows = batch.Length,
            Times = Address(((TimestampArray)batch.Column(0)).Values),
            First = Double(0),
            Second = Double(1),
            Third = Double(2),
            Fourth = Double(3),
            Sides = EventSchema.HasSide(entry.Kind) ? Address(((UInt8Array)batch.Column(doubles + 1)).Values) : null,
            Arrivals = hasArrival ? Address(((Int64Array)batch.Column(batch.ColumnCount - 1)).Values) : null,
        };
    }

    private static unsafe T* Address<T>(ReadOnlySpan<T> values)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));

    private static unsafe void CheckTimes(string path, List<ColumnBatch> batches, DayFileEntry entry)
    {
        var first = new Sdk.MarketData.Timestamp(batches[0].Times[0]);
        var last = new Sdk.MarketData.Timestamp(batches[^1].Times[batches[^1].Rows - 1]);
        if (first != entry.FirstTime || last != entry.LastTime)
            throw new DataSetException($"{path}: runs from {first} to {last}, expected {entry.FirstTime} to {entry.LastTime}. Import the data again.");
    }
}
