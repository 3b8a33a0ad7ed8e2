using PluginTrading.Documents.Diagnostics;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests;

public sealed class DocumentReaderTests
{
    [Fact]
    public void Example_documents_of_the_semantics_are_valid()
    {
        using var folder = new TemporaryFolder();
        TestDocument.Validate(folder, "pump_dump_detection.json", TestDocument.Strategy).ShouldBeEmpty();
        TestDocument.Validate(folder, "session.json", TestDocument.Session).ShouldBeEmpty();
    }

    [Fact]
    public void All_errors_are_found_at_once_and_sorted_by_place()
    {
        var text = TestDocument.Strategy
            .Replace("\"SHORT\"", "\"BOTH\"")
            .Replace("\"min_position_size\": 10", "\"min_position_size\": 1000")
            .Replace("\"price_momentum\",     \"operator\": \"lte\"", "\"price_momentun\",     \"operator\": \"lte\"")
            .Replace("[40, 80]", "[120, 140]")
            .Replace("\"condition_type\": \"volume_surge_ratio\", \"operator\": \"gte\", \"value\": 3.0", "\"condition_type\": \"volume_surge_ratio\", \"operator\": \"gte\", \"value\": 3.0, \"parameters\": { \"t4\": 1 }")
            .Replace("\"emergency_exit\":", "\"emergency_exits\":");

        TestDocument.Findings(text).Select(f => string.Join(' ', f.Split(' ')[..3])).ShouldBe(
            ["5:16 error PT1308", "9:26 error PT1309", "25:98 error PT1202", "30:73 error PT1302", "34:27 error PT1201", "35:3 error PT1101"]);
    }

    [Fact]
    public void Error_in_one_part_does_not_hide_what_is_wrong_beside_it() => TestDocument.Findings(TestDocument.Strategy
            .Replace("\"leverage\": 3", "\"leverage\": 0")
            .Replace("\"min_position_size\": 10", "\"min_position_size\": 1000")
            .Replace("\"rsi\",        \"operator\"", "\"rsj\",        \"operator\"")
            .Replace("\"lte\",     \"value\": 1.0", "\"lt\",      \"value\": 0.0"))
        .Select(f => string.Join(' ', f.Split(' ')[..3])).ShouldBe(["8:17 error PT1105", "9:26 error PT1309", "30:27 error PT1201", "31:73 warning PT1302"]);

    [Fact]
    public void Error_in_line_1_and_error_in_line_400_have_their_places()
    {
        var text = "{ \"strategy_nam\": \"x\",\n" + new string('\n', 364) + TestDocument.Strategy[2..].Replace("\"value\": 12.0", "\"value\": \"12\"", StringComparison.Ordinal);

        var findings = TestDocument.Findings(text);

        text.Split('\n')[399].ShouldContain("\"12\"");
        findings.ShouldBe(
        [
            "1:3 error PT1101 there is no field 'strategy_nam' here; did you mean 'strategy_name'? (at $.strategy_nam)",
            "400:73 error PT1103 'value' is the text \"12\"; expected is a number or a list (at $.emergency_exit.conditions[0].value)",
        ]);
    }

    [Fact]
    public void Whole_document_in_one_line_has_columns()
    {
        var text = TestDocument.StrategyAfter(r => r["global_limits"]!["leverage"] = 0);

        TestDocument.Findings(text).ShouldHaveSingleItem().ShouldStartWith($"1:{text.IndexOf("\"leverage\":0", StringComparison.Ordinal) + 12} error PT1105 ");
    }

    [Fact]
    public void Repeated_name_does_not_hide_the_other_errors() =>
        TestDocument.Findings(TestDocument.StrategyWith("\"leverage\": 3,", "\"leverage\": 0, \"leverage\": 3,")).Select(f => f[..21])
            .ShouldBe(["8:17 error PT1105 'le", "8:20 error PT1005 'le"]);

    [Fact]
    public void File_of_no_known_kind_is_an_error_unless_it_may_be_anything()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("package.json"), """{ "name": "x" }""");
        var reader = TestComponents.Reader();

        reader.Validate(folder.File("package.json")).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(DiagnosticRule.UnknownKind);
        var optional = reader.Validate(folder.File("package.json"), kindIsOptional: true);
        optional.Diagnostics.ShouldBeEmpty();
        optional.Kind.ShouldBeNull();
    }

    [Fact]
    public void File_that_is_no_json_is_an_error_in_any_case()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x.json"), "{ \"strategy_name\": \"x\", }");

        var document = TestComponents.Reader().Validate(folder.File("x.json"), kindIsOptional: true);

        document.Kind.ShouldBeNull();
        document.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(DiagnosticRule.NotJson);
    }

    [Fact]
    public void Findings_carry_the_line_they_are_on_and_what_machines_want_to_know()
    {
        using var folder = new TemporaryFolder();

        var finding = TestDocument.Validate(folder, "s.json", TestDocument.StrategyWith("\"SHORT\"", "\"SHRT\"")).ShouldHaveSingleItem();

        finding.SourceLine.ShouldBe("  \"direction\": \"SHRT\",");
        finding.Found.ShouldBe("SHRT");
        finding.Allowed.ShouldBe(["LONG", "SHORT", "BOTH"]);
        finding.Suggestion.ShouldBe("SHORT");
        (finding.EndLine, finding.EndColumn).ShouldBe((5, 22));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("\"strategy\"")]
    public void Document_that_is_no_object_is_an_error(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("s.json"), text);

        var found = TestComponents.Reader().ReadStrategy(folder.File("s.json")).Diagnostics.ShouldHaveSingleItem();

        found.Message.ShouldStartWith("the document is ");
        found.Message.ShouldEndWith("; expected is an object");
        TestComponents.Reader().ReadSession(folder.File("s.json")).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(DiagnosticRule.WrongType);
    }

    [Fact]
    public void Document_of_20000_values_with_an_error_in_each_condition_is_answered()
    {
        var conditions = string.Join(',', Enumerable.Repeat("""{ "condition_type": "rsj", "operator": "gt", "value": 1 }""", 100));
        var groups = string.Join(',', Enumerable.Repeat($$"""{ "conditions": [{{conditions}}] }""", 40));

        TestDocument.Findings(TestDocument.StrategyAfter(r => r["entry_conditions"] = System.Text.Json.Nodes.JsonNode.Parse($$"""{ "conditions": [{{groups}}] }"""))).Count.ShouldBe(4000);
    }

    [Fact]
    public void Same_document_gives_the_same_findings_in_another_culture()
    {
        var text = TestDocument.StrategyWith("\"stop_loss_pct\": 8.0", "\"stop_loss_pct\": 100000.5");
        var before = TestDocument.Findings(text);
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            var other = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = ",";
            Thread.CurrentThread.CurrentCulture = other;
            TestDocument.Findings(text).ShouldBe(before);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
