using System.Buffers;
using System.Globalization;
using System.Text;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Export;

/// <summary>A CSV file being written: RFC 4180 quoting, <c>\n</c>, UTF-8 without a mark. Empty fields stand for what is absent.</summary>
internal sealed class CsvFile : IDisposable
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\n\r");

    private readonly StringBuilder _row = new();
    private readonly StreamWriter _writer;
    private readonly Stream _stream;
    private bool _rowHasFields;

    public CsvFile(string path, Func<string, Stream> open, string header)
    {
        Path = path;
        _stream = open(path);
        _writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
        Guarded(() => _writer.WriteLine(header));
    }

    public string Path { get; }

    public CsvFile Text(string? value)
    {
        Separate();
        if (value is null)
            return this;
        _row.Append(value.AsSpan().ContainsAny(NeedQuotes) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value);
        return this;
    }

    public CsvFile Number(decimal? value) => Text(value is { } number ? ExactText.Of(number) : null);

    public CsvFile Number(double? value) => Text(value is { } number ? ExactText.Of(number) : null);

    public CsvFile Number(long? value) => Text(value?.ToString(CultureInfo.InvariantCulture));

    public CsvFile Time(Timestamp value) => Text(value.ToString());

    /// <exception cref="ResultFileException">It could not be written.</exception>
    public void EndRow()
    {
        Guarded(() => _writer.WriteLine(_row));
        _row.Clear();
        _rowHasFields = false;
    }

    /// <summary>Writes a record that is spelled out already.</summary>
    /// <exception cref="ResultFileException">It could not be written.</exception>
    public void Record(string record) => Guarded(() => _writer.WriteLine(record));

    /// <summary>Brings everything to the disk and closes the file.</summary>
    /// <exception cref="ResultFileException">It could not be written.</exception>
    public void Complete() => Guarded(() =>
    {
        _writer.Flush();
        if (_stream is FileStream file)
            file.Flush(flushToDisk: true);
        _writer.Dispose();
    });

    /// <summary>Closes the file whatever state it is in; what could not be written is lost, and was reported when it failed.</summary>
    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            _stream.Dispose();
        }
    }

    private void Separate()
    {
        if (_rowHasFields)
            _row.Append(',');
        _rowHasFields = true;
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(Path, exception.Message, exception);
        }
    }
}
