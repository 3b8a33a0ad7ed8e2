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
    /// <returns>Byte at which a block is damaged that others follow, which are not handed on; <see langword="null"/> when at most the end is cut off.</returns>
    /// <exception cref="DataSetException">It was written by another version.</exception>
    public long? Read(Action<SpillHead> head, Action<SpilledGap> gap, RowsReader rows)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        if (!ReadMagic(file))
            return null;
        var blocks = new RecordFrameReader(file, MostBytes);
        while (blocks.Read())
            Take((SpillBlock)blocks.Kind, blocks.Payload.Span, head, gap, rows);
        return blocks.End() == RecordFrameEnd.Damaged ? blocks.Length : null;
    }

    /// <summary>Takes events, each <see cref="SpillRow.Size"/> bytes.</summary>
    public delegate void RowsReader(ReadOnlySpan<byte> rows);

    private void Take(SpillBlock kind, ReadOnlySpan<byte> content, Action<SpillHead> head, Action<SpilledGap> gap, RowsReader rows)
    {
        try
        {
            switch (kind)
            {
                case SpillBlock.Head:
                    head(JsonSerializer.Deserialize<SpillHead>(content)!);
                    return;
                case SpillBlock.Gap:
                    gap(JsonSerializer.Deserialize<SpilledGap>(content)!);
                    return;
                case SpillBlock.Events when content.Length % SpillRow.Size == 0:
                    rows(content);
                    return;
            }
        }
        catch (JsonException exception)
        {
            throw new DataSetException($"{path}: has a block of kind {(byte)kind} that this program does not know: {exception.Message}; it was written by another version.", exception);
        }

        throw new DataSetException($"{path}: has a block of kind {(byte)kind} with {content.Length} bytes, which this program does not know; it was written by another version.");
    }

    /// <summary>Whether the file begins like a spill; one that is cut off there is an empty one.</summary>
    private bool ReadMagic(FileStream file)
    {
        Span<byte> magic = stackalloc byte[SpillWriter.Magic.Length];
        var read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (!SpillWriter.Magic.StartsWith(magic[..read]))
            throw new DataSetException($"{path}: does not begin like a recording of this program; finish it with the version that wrote it, or move it away.");
        return read == magic.Length;
    }
}
