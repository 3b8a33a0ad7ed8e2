namespace PluginTrading.Data.Import;

/// <summary>Splits a line of CSV into fields; surrounding spaces and quotes are taken off.</summary>
internal sealed class FieldSplitter(byte delimiter)
{
    private int[] _starts = new int[32];
    private int[] _lengths = new int[32];
    private byte[] _unquoted = [];

    public int Count { get; private set; }

    /// <summary>Finds the fields of a line; false when a quoted field is not closed on it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="text">What <see cref="Field"/> cuts from: the line itself, or a copy of it without quotes.</param>
    public bool Split(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        Count = 0;
        text = line;
        if (line.Contains((byte)'"'))
            return SplitQuoted(line, out text);
        var start = 0;
        while (true)
        {
            var length = line[start..].IndexOf(delimiter);
            if (length < 0)
                break;
            Add(start, length);
            start += length + 1;
        }

        Add(start, line.Length - start);
        return true;
    }

    /// <summary>A field by index, trimmed.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, int index)
    {
        var field = text.Slice(_starts[index], _lengths[index]);
        return field.Length > 0 && (field[0] <= ' ' || field[^1] <= ' ') ? field.Trim(" \t"u8) : field;
    }

    private void Add(int start, int length)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, 2 * Count);
            Array.Resize(ref _lengths, 2 * Count);
        }

        _starts[Count] = start;
        _lengths[Count++] = length;
    }

    private bool SplitQuoted(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        if (_unquoted.Length < line.Length)
            _unquoted = new byte[line.Length];
        var (written, start, isQuoted) = (0, 0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == (byte)'"')
            {
                var isEscapedQuote = isQuoted && i + 1 < line.Length && line[i + 1] == (byte)'"';
                if (isEscapedQuote)
                    _unquoted[written++] = line[++i];
                else
                    isQuoted = !isQuoted;
            }
            else if (line[i] == delimiter && !isQuoted)
            {
                Add(start, written - start);
                start = written;
            }
            else
            {
                _unquoted[written++] = line[i];
            }
        }

        Add(start, written - start);
        text = _unquoted.AsSpan(0, written);
        return !isQuoted;
    }
}
