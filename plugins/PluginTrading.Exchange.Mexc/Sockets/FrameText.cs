using System.IO.Compression;
using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>JSON of a frame. Every frame seen so far was text; one that begins like gzip is unpacked, as the documentation allows for.</summary>
internal static class FrameText
{
    private const int Largest = 16 << 20;

    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">It is not gzip though it begins so, or unpacks to more than 16 MiB.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> frame) =>
        JsonDocument.Parse(frame.Span is [0x1f, 0x8b, ..] ? Unpacked(frame) : frame);

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        var text = new MemoryStream();
        var buffer = new byte[8192];
        while (gzip.Read(buffer) is > 0 and var read)
        {
            text.Write(buffer, 0, read);
            if (text.Length > Largest)
                throw new InvalidDataException($"a frame unpacks to more than {Largest} bytes");
        }

        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}
