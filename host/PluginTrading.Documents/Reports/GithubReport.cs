using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Reports;

/// <summary>Findings as workflow commands of GitHub Actions.</summary>
internal static class GithubReport
{
    public static void Write(Report report, TextWriter output)
    {
        foreach (var diagnostic in report.Diagnostics)
        {
            var end = diagnostic is { EndLine: { } endLine, EndColumn: { } endColumn } ? EndOf(diagnostic, endLine, endColumn) : "";
            var place = diagnostic.JsonPath.Length > 0 ? $" (at {diagnostic.JsonPath})" : "";
            output.Write($"::{(diagnostic.IsError ? "error" : "warning")} file={Property(diagnostic.File.Replace('\\', '/'))},line={diagnostic.Line}{end},col={diagnostic.Column},title={Property(diagnostic.Rule.Code)}::{Data(diagnostic.Message + place)}\n");
        }

        output.Write(report.Summary + "\n");
    }

    /// <summary>GitHub takes the end column as included, and only where start and end are on one line.</summary>
    private static string EndOf(Diagnostic diagnostic, int endLine, int endColumn) =>
        endLine == diagnostic.Line && endColumn > diagnostic.Column ? $",endLine={endLine},endColumn={endColumn - 1}" : "";

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
