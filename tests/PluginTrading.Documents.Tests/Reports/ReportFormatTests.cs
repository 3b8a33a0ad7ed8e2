using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Reports;

namespace PluginTrading.Documents.Tests.Reports;

public sealed class ReportFormatTests
{
    private static readonly Report Two = new()
    {
        Documents = 1,
        Diagnostics =
        [
            new()
            {
                Severity = DiagnosticSeverity.Error, Rule = DiagnosticRule.UnknownWord, File = "my files/a,b.json", Line = 5, Column = 15, EndLine = 5, EndColumn = 21,
                JsonPath = "$.direction", Message = "'direction' cannot be 'SHRT' (100% wrong)", Found = "SHRT", Allowed = ["LONG", "SHORT"], Suggestion = "SHORT",
                SourceLine = "\t\"direction\": \"SHRT\",",
            },
            new() { Severity = DiagnosticSeverity.Warning, Rule = DiagnosticRule.NoEffect, File = "my files/a,b.json", Line = 9, Column = 1, Message = "changes nothing" },
        ],
    };

    [Fact]
    public void Text_shows_place_message_path_line_and_mark() => Written(Two, ReportFormat.Text).ShouldBe(
        "my files/a,b.json:5:15: error PT1104: 'direction' cannot be 'SHRT' (100% wrong) (at $.direction)\n"
        + "    \t\"direction\": \"SHRT\",\n"
        + "    \t             ^~~~~~\n"
        + "my files/a,b.json:9:1: warning PT1312: changes nothing\n"
        + "1 document: 1 error, 1 warning\n");

    [Fact]
    public void Text_has_colours_only_when_asked()
    {
        Written(Two, ReportFormat.Text).ShouldNotContain("\e[");
        Written(Two, ReportFormat.Text, colour: true).ShouldContain("\e[31merror PT1104:\e[0m");
    }

    [Fact]
    public void Control_characters_of_a_source_line_do_not_reach_the_terminal() =>
        Written(Two with { Diagnostics = [Two.Diagnostics[0] with { SourceLine = "\e[2J               \"x\"" }] }, ReportFormat.Text).ShouldNotContain("\e");

    [Fact]
    public void Json_holds_every_field_in_snake_case()
    {
        using var document = JsonDocument.Parse(Written(Two, ReportFormat.Json));
        var root = document.RootElement;

        root.GetProperty("valid").GetBoolean().ShouldBeFalse();
        root.GetProperty("documents").GetInt32().ShouldBe(1);
        root.GetProperty("errors").GetInt32().ShouldBe(1);
        root.GetProperty("warnings").GetInt32().ShouldBe(1);
        JsonSerializer.Serialize(root.GetProperty("diagnostics")[0]).ShouldBe(JsonSerializer.Serialize(JsonDocument.Parse("""
            { "severity": "error", "code": "PT1104", "name": "unknown-word", "file": "my files/a,b.json", "line": 5, "column": 15, "end_line": 5, "end_column": 21,
              "json_path": "$.direction", "message": "'direction' cannot be 'SHRT' (100% wrong)", "found": "SHRT", "allowed": ["LONG", "SHORT"], "suggestion": "SHORT" }
            """)));
        root.GetProperty("diagnostics")[1].EnumerateObject().Select(p => p.Name).ShouldBe(["severity", "code", "name", "file", "line", "column", "message"]);
    }

    [Fact]
    public void Sarif_has_the_structure_of_version_2_1_0()
    {
        using var document = JsonDocument.Parse(Written(Two, ReportFormat.Sarif));
        var root = document.RootElement;
        root.GetProperty("version").GetString().ShouldBe("2.1.0");
        root.GetProperty("$schema").GetString().ShouldBe("https://json.schemastore.org/sarif-2.1.0.json");
        var run = root.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        run.GetProperty("columnKind").GetString().ShouldBe("utf16CodeUnits");
        var driver = run.GetProperty("tool").GetProperty("driver");
        driver.GetProperty("name").GetString().ShouldBe("plugintrading");
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        rules.ShouldAllBe(r => r.GetProperty("id").GetString()!.StartsWith("PT") && r.GetProperty("shortDescription").GetProperty("text").GetString()!.Length > 0);

        var results = run.GetProperty("results").EnumerateArray().ToList();
        results.Count.ShouldBe(2);
        foreach (var result in results)
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
            result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
            result.GetProperty("locations").GetArrayLength().ShouldBe(1);
        }

        results[0].GetProperty("level").GetString().ShouldBe("error");
        results[1].GetProperty("level").GetString().ShouldBe("warning");
        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("my%20files/a%2Cb.json");
        JsonSerializer.Serialize(place.GetProperty("region")).ShouldBe("""{"startLine":5,"startColumn":15,"endLine":5,"endColumn":21}""");
        results[0].GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString().ShouldBe("$.direction");
    }

    [Fact]
    public void Sarif_names_a_whole_path_as_a_file_uri() =>
        Written(Two with { Diagnostics = [Two.Diagnostics[1] with { File = Path.GetFullPath("/a b/c.json") }] }, ReportFormat.Sarif).ShouldContain("/a%20b/c.json\"");

    [Fact]
    public void Sarif_without_findings_has_an_empty_list_of_results() =>
        JsonDocument.Parse(Written(new Report { Documents = 1, Diagnostics = [] }, ReportFormat.Sarif)).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength().ShouldBe(0);

    [Fact]
    public void Github_has_one_escaped_workflow_command_per_finding() => Written(Two, ReportFormat.Github).ShouldBe(
        "::error file=my files/a%2Cb.json,line=5,endLine=5,endColumn=20,col=15,title=PT1104::'direction' cannot be 'SHRT' (100%25 wrong) (at $.direction)\n"
        + "::warning file=my files/a%2Cb.json,line=9,col=1,title=PT1312::changes nothing\n"
        + "1 document: 1 error, 1 warning\n");

    [Fact]
    public void Github_message_of_several_lines_stays_one_command() =>
        Written(Two with { Diagnostics = [Two.Diagnostics[1] with { Message = "first\r\n::error::second" }] }, ReportFormat.Github)
            .Split('\n').Count(l => l.StartsWith("::", StringComparison.Ordinal)).ShouldBe(1);

    private static string Written(Report report, ReportFormat format, bool colour = false)
    {
        using var writer = new StringWriter();
        report.Write(writer, format, colour);
        return writer.ToString();
    }
}
