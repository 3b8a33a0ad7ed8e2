using System.Buffers;
using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sandbox.Wire;

/// <summary>Writes one JSON text after the other into a buffer that is used again.</summary>
#pragma warning disable CA1001 // The writer holds nothing but the buffer, which is ours.
internal sealed class FrameWriter
#pragma warning restore CA1001
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    public FrameWriter() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>Starts anew.</summary>
    public Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        return _json;
    }

    /// <summary>What was written since <see cref="Begin"/>, as bytes of its own.</summary>
    public byte[] End()
    {
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
