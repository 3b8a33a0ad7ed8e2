using System.Text.Json;
using PluginTrading.Data.Store;

namespace PluginTrading.Data.Recording;

/// <summary>
/// Appends what is recorded of one UTC day to a file: blocks framed by length and checksum, so that the torn end of one that was being written when the
/// process died is found and dropped.
/// </summary>
internal sealed class SpillWriter : IDisposable
{
    /// <summary>Events that are written at once at the latest.</summary>
    private const int MostRows = 1024;

    private readonly Stream _file;
    private readonly string _path;
    private readonly byte[] _buffer = new byte[RecordFrame.Size + (MostRows * SpillRow.Size)];
    private int _used = RecordFrame.Size;
    private bool _isFaulted;

    public SpillWriter(string path, Func<string, Stream> openFile)
    {
        _path = path;
        _file = openFile(path);
    }

    /// <summary>What a spill begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "PTSPILL2"u8;

    public void Begin(SpillHead head)
    {
        Guarded(Magic);
        Write(SpillBlock.Head, JsonSerializer.SerializeToUtf8Bytes(head));
    }

    public void Add(SpillHead head) => Write(SpillBlock.Head, JsonSerializer.SerializeToUtf8Bytes(head));

    public void Add(RecordingGap gap, bool isFilled) => Write(SpillBlock.Gap, JsonSerializer.SerializeToUtf8Bytes(new SpilledGap(gap, isFilled)));

    /// <exception cref="IOException">The disk is full or the file cannot be written; nothing more is written then.</exception>
    public void Add(in SpillRow row)
    {
        // A write that failed has left the buffer full.
        if (_used == _buffer.Length)
            Flush();
        row.Write(_buffer.AsSpan(_used));
        _used += SpillRow.Size;
        if (_used == _buffer.Length)
            Flush();
    }

    /// <summary>Hands what is buffered to the operating system: it survives the end of this process.</summary>
    /// <exception cref="IOException">The disk is full or the file cannot be written; nothing more is written then.</exception>
    public void Flush()
    {
        if (_used > RecordFrame.Size)
            WriteFrame(_buffer.AsSpan(0, _used), SpillBlock.Events);
        _used = RecordFrame.Size;
        _file.Flush();
    }

    /// <summary>Lets go of the file as a killed process does: what is buffered is lost.</summary>
    public void Abandon()
    {
        _isFaulted = true;
        _file.Dispose();
    }

    /// <exception cref="IOException">What is buffered cannot be written; the file is let go of all the same.</exception>
    public void Dispose()
    {
        try
        {
            if (!_isFaulted)
                Flush();
        }
        finally
        {
            _file.Dispose();
        }
    }

    private void Write(SpillBlock kind, ReadOnlySpan<byte> content)
    {
        Flush();
        var frame = new byte[RecordFrame.Size + content.Length];
        content.CopyTo(frame.AsSpan(RecordFrame.Size));
        WriteFrame(frame, kind);
    }

    private void WriteFrame(Span<byte> frame, SpillBlock kind)
    {
        RecordFrame.Seal(frame, (byte)kind);
        Guarded(frame);
    }

    private void Guarded(ReadOnlySpan<byte> bytes)
    {
        if (_isFaulted)
            throw new IOException($"{_path}: an earlier write failed, so nothing more is written to it.");
        try
        {
            DiskSpace.Guard(_path, _file, bytes, static (stream, part) => stream.Write(part));
        }
        catch
        {
            // What follows a torn block would not be found again.
            _isFaulted = true;
            throw;
        }
    }
}
