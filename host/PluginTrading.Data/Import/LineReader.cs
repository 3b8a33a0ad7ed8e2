namespace PluginTrading.Data.Import;

/// <summary>Reads lines of bytes with bounded memory; leaves out a byte order mark, blank lines and comments (<c>#</c>).</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longest line.</summary>
    public const int MaximumLength = 1 << 20;

    private readonly byte[] _buffer = new byte[MaximumLength + 2];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Number of the current line, from 1; of the last one at the end.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The next line without its end; valid until the next call. False at the end of the file.</summary>
    /// <exception cref="LineTooLongException">The line is longer than <see cref="MaximumLength"/>.</exception>
    /// <exception cref="InvalidDataException">The compressed file is damaged or truncated.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (TryReadAny(out line))
        {
            if (LineNumber == 1 && line.StartsWith("\uFEFF"u8))
                line = line[3..];
            if (line.Length > 0 && line[0] != (byte)'#' && line.ContainsAnyExcept(" \t"u8))
                return true;
        }

        return false;
    }

    private bool TryReadAny(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, 1);
                return true;
            }

            searched = _end - _start;
            if (_atEnd)
            {
                line = searched > 0 ? Take(searched, 0) : default;
                return searched > 0;
            }

            Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int length, int lineEnd)
    {
        LineNumber++;
        var line = _buffer.AsSpan(_start, length);
        _start += length + lineEnd;
        return line.Length > 0 && line[^1] == (byte)'\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            throw new LineTooLongException();
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
    }
}
