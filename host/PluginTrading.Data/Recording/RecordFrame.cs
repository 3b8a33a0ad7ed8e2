using System.Buffers.Binary;
using System.IO.Hashing;

namespace PluginTrading.Data.Recording;

/// <summary>What stands before each record of an append-only file: length of kind and payload, their checksum, kind. <see cref="RecordFrameReader"/> reads it.</summary>
public static class RecordFrame
{
    /// <summary>Bytes before the payload.</summary>
    public const int Size = Prefix + 1;

    /// <summary>Bytes of length and checksum, which the length does not count.</summary>
    internal const int Prefix = 4 + 4;

    /// <summary>Completes a record.</summary>
    /// <param name="record">Room of <see cref="Size"/> bytes, then the payload.</param>
    /// <param name="kind">What it is, &gt; 0.</param>
    public static void Seal(Span<byte> record, byte kind)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - Prefix);
        record[Prefix] = kind;
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum(record[Prefix..]));
    }

    internal static uint Checksum(ReadOnlySpan<byte> content) => (uint)XxHash3.HashToUInt64(content);
}
