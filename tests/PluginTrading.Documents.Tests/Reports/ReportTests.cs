using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Reports;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Findings_are_in_order_of_files_then_places()
    {
        var session = Document("session.json", DocumentKind.Session, At("session.json", 4, 18), At("other.json", 9, 1), At("strategy.json", 8, 17));
        var strategy = Document("strategy.json", DocumentKind.Strategy, At("strategy.json", 8, 17), At("strategy.json", 2, 30), At("strategy.json", 2, 3));

        Report.Of([strategy, session]).Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column}").ShouldBe(
            ["strategy.json:2:3", "strategy.json:2:30", "strategy.json:8:17", "session.json:4:18", "other.json:9:1"]);
    }

    [Fact]
    public void File_of_no_known_kind_that_has_no_finding_is_not_counted() =>
        Report.Of([Document("a.json", null), Document("b.json", DocumentKind.Strategy), Document("c.json", null, At("c.json", 1, 1))]).Documents.ShouldBe(2);

    [Theory]
    [InlineData(1, 0, 0, "1 document: valid")]
    [InlineData(3, 0, 0, "3 documents: all valid")]
    [InlineData(1, 1, 0, "1 document: 1 error, 0 warnings")]
    [InlineData(2, 2, 1, "2 documents: 2 errors, 1 warning")]
    public void Summary_counts_documents_errors_and_warnings(int documents, int errors, int warnings, string expected) =>
        new Report
        {
            Documents = documents,
            Diagnostics = [.. Enumerable.Range(1, errors).Select(i => At("a", i, 1)), .. Enumerable.Range(1, warnings).Select(i => At("b", i, 1) with { Severity = DiagnosticSeverity.Warning })],
        }.Summary.ShouldBe(expected);

    private static ValidatedDocument Document(string file, DocumentKind? kind, params Diagnostic[] diagnostics) => new() { File = file, Kind = kind, Diagnostics = diagnostics };

    private static Diagnostic At(string file, int line, int column) =>
        new() { Severity = DiagnosticSeverity.Error, Rule = DiagnosticRule.WrongType, File = file, Line = line, Column = column, Message = "wrong" };
}
