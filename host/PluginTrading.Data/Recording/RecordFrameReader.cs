using System.Buffers.Binary;

namespace PluginTrading.Data.Recording;

/// <summary>How a file of records ends.</summary>
public enum RecordFrameEnd
{
    /// <summary>With its last record.</summary>
    Whole,

    /// <summary>With a part of a record: writing it was cut short.</summary>
    Torn,

    /// <summary>Other records follow one that is damaged.</summary>
    Damaged,
}

/// <summary>Reads the records of an append-only file up to its end or to the first that is not whole.</summary>
/// <param name="file">At its first record; can be sought.</param>
/// <param name="longest">No record is longer, bytes of kind and payload.</param>
public sealed class RecordFrameReader(Stream file, int longest)
{
    /// <summary>How far behind a record that is not whole others are looked for. What is written at once is far shorter.</summary>
    private const int Sight = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];

    /// <summary>Bytes of the file up to the end of the last whole record.</summary>
    public long Length { get; private set; } = file.Position;

    /// <summary>Kind of the last record read.</summary>
    public byte Kind => _buffer[0];

    /// <summary>Bytes of the last record behind its kind; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Reads the next record.</summary>
    /// <returns>Whether there was one; <see cref="End"/> says more when not.</returns>
    public bool Read()
    {
        var prefix = _buffer.AsSpan(0, RecordFrame.Prefix);
        if (file.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            return false;
        var size = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(prefix[4..]);
        if (size < 1 || size > longest)
            return false;
        if (_buffer.Length < size)
        {
            if (size > file.Length - file.Position)
                return false;
            _buffer = new byte[size];
        }

        if (file.ReadAtLeast(_buffer.AsSpan(0, size), size, throwOnEndOfStream: false) < size || RecordFrame.Checksum(_buffer.AsSpan(0, size)) != checksum)
            return false;
        Payload = _buffer.AsMemory(1, size - 1);
        Length += RecordFrame.Prefix + size;
        return true;
    }

    /// <summary>What stands behind the last whole record, once <see cref="Read"/> has found no further one.</summary>
    public RecordFrameEnd End()
    {
        if (file.Length == Length)
            return RecordFrameEnd.Whole;
        // A damaged length may point anywhere: what follows is found by its own checksum.
        file.Position = Length;
        var rest = new byte[Math.Min(file.Length - Length, Sight)];
        rest = rest[..file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false)];
        // Whole by now: it was being written when it was read.
        if (rest.Length > RecordFrame.Prefix && IsRecord(rest))
            return RecordFrameEnd.Torn;
        for (var at = 1; at + RecordFrame.Prefix < rest.Length; at++)
        {
            if (IsRecord(rest.AsSpan(at)))
                return RecordFrameEnd.Damaged;
        }

        return Length + rest.Length < file.Length ? RecordFrameEnd.Damaged : RecordFrameEnd.Torn;
    }

    private static bool IsRecord(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return size >= 1 && size <= bytes.Length - RecordFrame.Prefix
            && RecordFrame.Checksum(bytes.Slice(RecordFrame.Prefix, size)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
    }
}
