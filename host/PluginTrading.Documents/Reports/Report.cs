using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Reports;

/// <summary>What a validation found over all files.</summary>
public sealed record Report
{
    /// <summary>Findings of all files, in the order of files and places.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>How many documents were checked.</summary>
    public required int Documents { get; init; }

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
