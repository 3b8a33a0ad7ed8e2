using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PluginTrading.Data.Import;

/// <summary>The first line of a file: names of columns, or numbers where it is already data.</summary>
/// <param name="LineNumber">Which line of the file it is, from 1.</param>
/// <param name="Names">Names as written, or <c>1</c>, <c>2</c>, …</param>
/// <param name="IsHeader">Whether the line holds names.</param>
/// <param name="Delimiter">What stands between the columns.</param>
internal sealed record HeaderLine(long LineNumber, IReadOnlyList<string> Names, bool IsHeader, byte Delimiter)
{
    private const string Delimiters = ",;\t|";

    /// <exception cref="SourceProblemException">The line is not text.</exception>
    public static HeaderLine Read(string file, long lineNumber, ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line) || line.Contains((byte)0))
            throw new SourceProblemException(new ImportProblem(file, lineNumber, "", "is not text in UTF-8; expected the header line of a CSV file.", IsFatal: true));
        var delimiter = (byte)Delimiters[0];
        foreach (var candidate in Delimiters)
        {
            if (line.Count((byte)candidate) > line.Count(delimiter))
                delimiter = (byte)candidate;
        }

        var fields = new FieldSplitter(delimiter);
        if (!fields.Split(line, out var text))
            throw new SourceProblemException(new ImportProblem(file, lineNumber, "", "has a quote that is not closed; expected the header line of a CSV file.", IsFatal: true));
        var names = new List<string>();
        var isHeader = true;
        for (var i = 0; i < fields.Count; i++)
        {
            isHeader &= !DecimalText.TryParse(fields.Field(text, i), out _);
            names.Add(Encoding.UTF8.GetString(fields.Field(text, i)));
        }

        return isHeader
            ? new HeaderLine(lineNumber, names, true, delimiter)
            : new HeaderLine(lineNumber, [.. names.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture))], false, delimiter);
    }
}
