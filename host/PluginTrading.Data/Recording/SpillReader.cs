using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;

namespace PluginTrading.Data.Recording;

/// <summary>Reads the blocks of a spill to its end or to the first that is not whole.</summary>
internal sealed class SpillReader(string path)
{
    /// <summary>Above the largest block that is written.</summary>
    private const int MostBytes = 1 << 24;

    /// <summary>Hands on what the spill holds, in the order in which it was recorded.</summary>
    /// <param name="head">Told what the blocks behind are about.</param>
    /// <param name="gap">Told each gap.</param>
    /// <param name="rows">Told the events, block by block.</param>
    public void Read(Action<SpillHead> head, Action<RecordingGap> gap, RowsReader rows)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[SpillWriter.Magic.Length];
        if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual(SpillWriter.Magic))
            return;
        while (ReadBlock(file) is { } block)
        {
            var content = block.AsSpan(1);
            switch ((SpillBlock)block[0])
            {
                case SpillBlock.Head:
                    head(JsonSerializer.Deserialize<SpillHead>(content)!);
                    break;
                case SpillBlock.Gap:
                    gap(JsonSerializer.Deserialize<SpilledGap>(content)!.ToGap());
                    break;
                case SpillBlock.Events when content.Length % SpillRow.Size == 0:
                    rows(content);
                    break;
                default:
                    throw new DataSetException($"{path}: has a block of kind {block[0]} with {content.Length} bytes, which this program does not know; it was written by another version.");
            }
        }
    }

    /// <summary>Takes events, each <see cref="SpillRow.Size"/> bytes.</summary>
    public delegate void RowsReader(ReadOnlySpan<byte> rows);

    private static byte[]? ReadBlock(FileStream file)
    {
        Span<byte> frame = stackalloc byte[8];
        if (file.ReadAtLeast(frame, 8, throwOnEndOfStream: false) < 8)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(frame);
        if (length is < 1 or > MostBytes)
            return null;
        var block = new byte[length];
        if (file.ReadAtLeast(block, length, throwOnEndOfStream: false) < length)
            return null;
        return (uint)XxHash3.HashToUInt64(block) == BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) ? block : null;
    }
}
