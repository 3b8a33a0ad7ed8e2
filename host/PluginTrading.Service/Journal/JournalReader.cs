using System.Text.Json;
using PluginTrading.Data;
using PluginTrading.Data.Recording;

namespace PluginTrading.Service.Journal;

/// <summary>Reads a session's journal from its beginning to its last whole record.</summary>
public sealed class JournalReader : IDisposable
{
    /// <summary>No record is longer; a length beyond it is damage.</summary>
    private const int LongestRecord = 1 << 28;

    private readonly FileStream _file;
    private readonly RecordFrameReader _frames;
    private readonly string _path;
    private long _sequence;

    private JournalReader(FileStream file, string path)
    {
        _file = file;
        _path = path;
        Header = ReadHeader(out _frames);
    }

    /// <summary>What the journal begins with.</summary>
    public JournalHeader Header { get; }

    /// <summary>Bytes up to the end of the last whole record read.</summary>
    public long Length => _frames.Length;

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

        try
        {
            return new JournalReader(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The next record, or <see langword="null"/> at the end. A torn last record is no record.</summary>
    /// <exception cref="JournalException">A record in the middle is damaged.</exception>
    public JournalRecord? Read()
    {
        if (!_frames.Read())
            return AtEnd();
        try
        {
            var kind = (RecordKind)_frames.Kind;
            return RecordCodec.Read(kind, _frames.Payload.Span, kind is RecordKind.Decision or RecordKind.Header ? _sequence : ++_sequence);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or DataSetException)
        {
            throw new JournalException(_path, $"the record before byte {Length} is not one that this program knows: {exception.Message}", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private JournalHeader ReadHeader(out RecordFrameReader frames)
    {
        var magic = new byte[JournalWriter.Magic.Length];
        if (_file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !JournalWriter.Magic.SequenceEqual(magic))
            throw new JournalException(_path, "it does not begin like a journal of this program.");
        frames = new RecordFrameReader(_file, LongestRecord);
        if (!frames.Read() || (RecordKind)frames.Kind != RecordKind.Header)
            throw new JournalException(_path, "its header is missing or torn.");
        try
        {
            var header = JsonSerializer.Deserialize<JournalHeader>(frames.Payload.Span, JournalJson.Options)!;
            return header.Format == JournalHeader.CurrentFormat
                ? header
                : throw new JournalException(_path, $"its format has version {header.Format}, this program knows {JournalHeader.CurrentFormat}; use the program that wrote it.");
        }
        catch (JsonException exception)
        {
            throw new JournalException(_path, $"its header is not one that this program knows: {exception.Message}", exception);
        }
    }

    /// <summary>Ends the reading: what is cut off at the very end was never written whole, damage before others is refused.</summary>
    private JournalRecord? AtEnd() => _frames.End() == RecordFrameEnd.Damaged
        ? throw new JournalException(_path, $"the record at byte {Length} is damaged and others follow it; restore the file from a copy.")
        : null;
}
