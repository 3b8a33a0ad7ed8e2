using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Reports;

/// <summary>Findings for people: <c>file:line:column: error PT1101: … (at $.path)</c>, with the line and a mark below what is meant.</summary>
internal static class TextReport
{
    private const int Widest = 160;
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Bold = "\e[1m";
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    public static void Write(Report report, TextWriter output, bool colour)
    {
        foreach (var diagnostic in report.Diagnostics)
        {
            var (word, shade) = diagnostic.IsError ? ("error", Red) : ("warning", Yellow);
            var place = diagnostic.JsonPath is { Length: > 0 } path ? $" (at {path})" : "";
            Line(output, $"{In(Bold, $"{diagnostic.File}:{diagnostic.Line}:{diagnostic.Column}:", colour)} {In(shade, $"{word} {diagnostic.Rule.Code}:", colour)} {diagnostic.Message}{In(Faint, place, colour)}");
            WriteExcerpt(diagnostic, output, colour, shade);
        }

        Line(output, In(report.Errors > 0 ? Red : report.Warnings > 0 ? Yellow : Bold, report.Summary, colour));
    }

    private static void WriteExcerpt(Diagnostic diagnostic, TextWriter output, bool colour, string shade)
    {
        var line = diagnostic.SourceLine;
        var at = diagnostic.Column - 1;
        if (line.Length == 0 || at > line.Length || line.Length > Widest)
            return;
        var length = diagnostic.EndLine == diagnostic.Line && diagnostic.EndColumn is { } end ? Math.Max(1, Math.Min(end - 1, line.Length) - at) : 1;
        // Tabs stay tabs below as well, so that the mark stands under its place whatever the terminal makes of them.
        var indent = string.Concat(line[..at].Select(c => c == '\t' ? '\t' : ' '));
        Line(output, $"    {string.Concat(line.Select(c => char.IsControl(c) && c != '\t' ? '\uFFFD' : c))}");
        Line(output, $"    {indent}{In(shade, "^" + new string('~', length - 1), colour)}");
    }

    private static string In(string shade, string text, bool colour) => colour && text.Length > 0 ? shade + text + Plain : text;

    private static void Line(TextWriter output, string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
