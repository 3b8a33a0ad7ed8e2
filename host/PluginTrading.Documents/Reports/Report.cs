using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Reports;

/// <summary>What a validation found over all files.</summary>
public sealed record Report
{
    /// <summary>Findings of all files, in the order of files and places.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>How many documents were checked.</summary>
    public required int Documents { get; init; }

    /// <summary>The report on several files: each finding once, although a session repeats what is wrong with its strategies.</summary>
    /// <param name="documents">In the order in which the report shows them; files that only they name come last.</param>
    public static Report Of(IReadOnlyList<ValidatedDocument> documents)
    {
        var order = documents.Select(d => d.File).Distinct().Index().ToDictionary(f => f.Item, f => f.Index);
        return new Report
        {
            Documents = documents.Count(d => d.Kind is not null || d.Diagnostics.Count > 0),
            Diagnostics = [.. documents.SelectMany(d => d.Diagnostics)
                .DistinctBy(d => (d.File, d.Line, d.Column, d.Rule, d.Message))
                .OrderBy(d => order.GetValueOrDefault(d.File, int.MaxValue))
                .ThenBy(d => d.File, StringComparer.Ordinal)
                .ThenBy(d => d.Line)
                .ThenBy(d => d.Column)
                .ThenBy(d => d.Rule.Code, StringComparer.Ordinal)],
        };
    }

    public int Errors => Diagnostics.Count(d => d.IsError);

    public int Warnings => Diagnostics.Count - Errors;

    /// <summary>As in <c>3 documents: 2 errors, 1 warning</c>.</summary>
    public string Summary
    {
        get
        {
            var found = Diagnostics.Count == 0 ? Documents == 1 ? "valid" : "all valid" : $"{Counted(Errors, "error")}, {Counted(Warnings, "warning")}";
            return $"{Counted(Documents, "document")}: {found}";
        }
    }

    /// <summary>Writes it in a format, UTF-8 text with line feeds.</summary>
    /// <param name="colour">Text with ANSI colours; the other formats never have any.</param>
    public void Write(TextWriter output, ReportFormat format, bool colour = false)
    {
        switch (format)
        {
            case ReportFormat.Text:
                TextReport.Write(this, output, colour);
                break;
            case ReportFormat.Json:
                JsonReport.Write(this, output);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(this, output);
                break;
            case ReportFormat.Github:
                GithubReport.Write(this, output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "unknown format");
        }
    }

    private static string Counted(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
