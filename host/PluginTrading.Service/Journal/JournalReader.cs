using System.Buffers.Binary;
using System.Text.Json;

namespace PluginTrading.Service.Journal;

/// <summary>Reads a session's journal from its beginning to its last whole record.</summary>
public sealed class JournalReader : IDisposable
{
    /// <summary>No record is longer; a length beyond it is damage.</summary>
    private const int LongestRecord = 1 << 28;

    private readonly FileStream _file;
    private readonly string _path;
    private byte[] _buffer = new byte[1 << 16];
    private long _sequence;

    private JournalReader(FileStream file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <summary>What the journal begins with.</summary>
    public JournalHeader Header { get; private set; } = null!;

    /// <summary>Bytes up to the end of the last whole record read.</summary>
    public long Length { get; private set; }

    /// <summary>Inputs read so far.</summary>
    public long Sequence => _sequence;

    /// <exception cref="JournalException">It is missing, not a journal, or of a format that this program does not know.</exception>
    public static JournalReader Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(path, $"it could not be opened: {exception.Message}", exception);
        }

        var reader = new JournalReader(file, path);
        try
        {
            reader.ReadHeader();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The next record, or <see langword="null"/> at the end. A torn last record is no record.</summary>
    /// <exception cref="JournalException">A record in the middle is damaged.</exception>
    public JournalRecord? Read()
    {
        if (ReadFrame() is not { } frame)
            return null;
        try
        {
            var isInput = frame.Kind is not (RecordKind.Decision or RecordKind.Header);
            var record = RecordCodec.Read(frame.Kind, frame.Payload.Span, isInput ? ++_sequence : _sequence);
            return record;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new JournalException(_path, $"the record before byte {Length} is not one that this program knows: {exception.Message}", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private void ReadHeader()
    {
        var magic = new byte[JournalWriter.Magic.Length];
        if (_file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !JournalWriter.Magic.SequenceEqual(magic))
            throw new JournalException(_path, "it does not begin like a journal of this program.");
        Length = magic.Length;
        if (ReadFrame() is not { Kind: RecordKind.Header } frame)
            throw new JournalException(_path, "its header is missing or torn.");
        Header = JsonSerializer.Deserialize<JournalHeader>(frame.Payload.Span, JournalJson.Options)!;
        if (Header.Format != JournalHeader.CurrentFormat)
            throw new JournalException(_path, $"its format has version {Header.Format}, this program knows {JournalHeader.CurrentFormat}; use the program that wrote it.");
    }

    private (RecordKind Kind, ReadOnlyMemory<byte> Payload)? ReadFrame()
    {
        var read = _file.ReadAtLeast(_buffer.AsSpan(0, 8), 8, throwOnEndOfStream: false);
        if (read < 8)
            return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(_buffer);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(4));
        if (size is < 1 or > LongestRecord)
            return Torn();
        if (_buffer.Length < size)
            _buffer = new byte[size];
        if (_file.ReadAtLeast(_buffer.AsSpan(0, size), size, throwOnEndOfStream: false) < size)
            return null;
        if (JournalWriter.Checksum(_buffer.AsSpan(0, size)) != checksum)
            return Torn();
        Length += 8 + size;
        return ((RecordKind)_buffer[0], _buffer.AsMemory(1, size - 1));
    }

    /// <summary>Damage at the very end is a write that was cut short; anywhere else it is damage.</summary>
    private (RecordKind Kind, ReadOnlyMemory<byte> Payload)? Torn()
    {
        if (_file.Position >= _file.Length)
            return null;
        throw new JournalException(_path, $"the record at byte {Length} is damaged and others follow it; restore the file from a copy.");
    }
}
