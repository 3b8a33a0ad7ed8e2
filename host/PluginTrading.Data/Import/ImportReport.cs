namespace PluginTrading.Data.Import;

/// <summary>Something wrong with a file.</summary>
/// <param name="File">The file, with the name inside a zip after <c>!</c>.</param>
/// <param name="Line">Line from 1; 0 when it is the file as a whole.</param>
/// <param name="Column">Column's name in the header; empty when it is the line as a whole.</param>
/// <param name="Text">What was found and what was expected.</param>
/// <param name="IsFatal">Whether it is more than a bad row, so that leaving rows out does not help.</param>
public sealed record ImportProblem(string File, long Line, string Column, string Text, bool IsFatal = false)
{
    /// <summary><c>file:line:column: text</c>.</summary>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")}{(Column.Length > 0 ? $":{Column}" : "")}: {Text}";
}

/// <summary>What was read from one file.</summary>
public sealed record SourceReport
{
    public required string File { get; init; }

    public required ImportKind Kind { get; init; }

    /// <summary>Rows after the header, without comments and blank lines.</summary>
    public required long Rows { get; init; }

    /// <summary>Events made of them; a kline makes four.</summary>
    public required long Events { get; init; }

    /// <summary>Rows of other symbols, or left out by a filter.</summary>
    public required long Skipped { get; init; }

    /// <summary>Bad rows.</summary>
    public required long Bad { get; init; }

    /// <summary>How it was read and what is remarkable.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The outcome of an import.</summary>
public sealed record ImportReport
{
    /// <summary>Most problems that are kept in full.</summary>
    public const int MostProblems = 20;

    /// <summary>Whether nothing was imported.</summary>
    public required bool IsRefused { get; init; }

    public required IReadOnlyList<SourceReport> Sources { get; init; }

    /// <summary>The first <see cref="MostProblems"/>, in order of finding.</summary>
    public required IReadOnlyList<ImportProblem> Problems { get; init; }

    /// <summary>How many there were in all.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>Odd but not wrong.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Events imported.</summary>
    public required long Events { get; init; }

    /// <summary>Rows left out because they were bad.</summary>
    public long Dropped => IsRefused ? 0 : Sources.Sum(s => s.Bad);
}

/// <summary>How far an import is.</summary>
/// <param name="BytesDone">Bytes read of the files as they lie on disk.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
/// <param name="Rows">Rows read.</param>
public readonly record struct ImportProgress(long BytesDone, long BytesTotal, long Rows);
