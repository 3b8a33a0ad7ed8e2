using System.Text;

namespace PluginTrading.Documents.Json;

/// <summary>Turns rising byte offsets of a UTF-8 text into lines and columns, in one pass over the text.</summary>
internal sealed class PositionCounter(ReadOnlyMemory<byte> text)
{
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The place of the byte at <paramref name="offset"/>, which must not lie before the last one asked for.</summary>
    public SourcePosition At(int offset)
    {
        var bytes = text.Span[_offset..offset];
        for (var newline = bytes.IndexOf((byte)'\n'); newline >= 0; newline = bytes.IndexOf((byte)'\n'))
        {
            _line++;
            _column = 1;
            bytes = bytes[(newline + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(bytes);
        _offset = offset;
        return new SourcePosition(_line, _column);
    }
}
