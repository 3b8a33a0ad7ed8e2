using System.Text.Json;
using PluginTrading.Data.Recording;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Journal;

/// <summary>
/// Appends to a session's journal: the durable truth of a paper or live session. Records are framed by length and checksum, so that a torn end is found
/// and dropped. Nothing that an input brought about may leave the session before <see cref="Sync"/> has returned.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    /// <summary>What a journal file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "PTJRNL01"u8;

    private readonly FileStream _file;
    private readonly FileStream _lock;
    private readonly string _path;
    private byte[] _buffer = new byte[1 << 16];
    private int _used;
    private bool _isFaulted;

    private JournalWriter((FileStream File, FileStream Lock) open, string path, long sequence)
    {
        (_file, _lock) = open;
        _path = path;
        Sequence = sequence;
    }

    /// <summary>Inputs in the journal so far.</summary>
    public long Sequence { get; private set; }

    /// <summary>Makes a new journal.</summary>
    /// <exception cref="JournalException">It exists already or could not be made.</exception>
    public static JournalWriter Create(string path, JournalHeader header)
    {
        var writer = new JournalWriter(Open(path, FileMode.CreateNew), path, 0);
        try
        {
            Magic.CopyTo(writer._buffer);
            writer._used = Magic.Length;
            writer.Append(RecordKind.Header, JsonSerializer.SerializeToUtf8Bytes(header, JournalJson.Options));
            writer.Sync();
            return writer;
        }
        catch
        {
            writer.Abandon();
            throw;
        }
    }

    /// <summary>Goes on with a journal behind its last whole record; a torn end is cut off.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="length">Bytes up to the end of the last whole record.</param>
    /// <param name="sequence">Inputs among them.</param>
    /// <exception cref="JournalException">Another process writes it, or it could not be opened.</exception>
    public static JournalWriter Continue(string path, long length, long sequence)
    {
        var writer = new JournalWriter(Open(path, FileMode.Open), path, sequence);
        try
        {
            writer.Guarded(() =>
            {
                writer._file.SetLength(length);
                writer._file.Position = length;
            });
            return writer;
        }
        catch
        {
            writer.Abandon();
            throw;
        }
    }

    public long Append(in MarketEvent e)
    {
        Span<byte> payload = stackalloc byte[MarketEventBytes.Size];
        MarketEventBytes.Write(payload, in e);
        Append(RecordKind.Market, payload);
        return ++Sequence;
    }

    public long Append(VenueEvent answer)
    {
        Append(RecordKind.Venue, JsonSerializer.SerializeToUtf8Bytes(answer, JournalJson.Options));
        return ++Sequence;
    }

    public long Append(EngineCommand command)
    {
        Append(RecordKind.Command, JsonSerializer.SerializeToUtf8Bytes(command, JournalJson.Options));
        return ++Sequence;
    }

    public long AppendFinish()
    {
        Append(RecordKind.Finish, []);
        return ++Sequence;
    }

    public void Append(Decision decision) => Append(RecordKind.Decision, JsonSerializer.SerializeToUtf8Bytes(decision, JournalJson.Options));

    /// <summary>Hands what is buffered to the operating system: it survives the end of this process.</summary>
    public void Flush() => Guarded(Drain);

    /// <summary>Makes everything so far durable: it survives the end of the machine.</summary>
    public void Sync() => Guarded(() =>
    {
        Drain();
        _file.Flush(flushToDisk: true);
    });

    /// <exception cref="JournalException">What is buffered could not be written; the file is let go of all the same.</exception>
    public void Dispose()
    {
        try
        {
            if (!_isFaulted)
                Sync();
        }
        finally
        {
            _file.Dispose();
            _lock.Dispose();
        }
    }

    /// <summary>Lets go of the file as a killed process does: what is buffered is lost.</summary>
    public void Abandon()
    {
        _isFaulted = true;
        _file.Dispose();
        _lock.Dispose();
    }

    /// <summary>Whether a process writes that journal now.</summary>
    public static bool IsInUse(string path)
    {
        try
        {
            using var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Opens the journal, which readers may read meanwhile, and beside it the lock that keeps other writers out on every system.</summary>
    private static (FileStream File, FileStream Lock) Open(string path, FileMode mode)
    {
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return (new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var cause = held is null && exception is IOException ? "another process runs this session" : "it could not be opened for writing";
            held?.Dispose();
            throw new JournalException(path, $"{cause}: {exception.Message}", exception);
        }
    }

    private void Append(RecordKind kind, ReadOnlySpan<byte> payload)
    {
        var size = RecordFrame.Size + payload.Length;
        if (_used + size > _buffer.Length)
        {
            Flush();
            Reserve(size);
        }

        var record = _buffer.AsSpan(_used, size);
        payload.CopyTo(record[RecordFrame.Size..]);
        RecordFrame.Seal(record, (byte)kind);
        _used += size;
    }

    private void Reserve(int size)
    {
        if (_buffer.Length < size)
            _buffer = new byte[Math.Max(size, _buffer.Length * 2)];
    }

    private void Drain()
    {
        if (_used == 0)
            return;
        _file.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void Guarded(Action write)
    {
        if (_isFaulted)
            throw new JournalException(_path, "an earlier write failed; what the file holds is uncertain, so nothing more is written.");
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _isFaulted = true;
            throw new JournalException(_path, $"it could not be written: {exception.Message}", exception);
        }
    }
}
