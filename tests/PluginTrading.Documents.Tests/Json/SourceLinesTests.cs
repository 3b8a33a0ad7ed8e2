using System.Text;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Tests.Json;

public sealed class SourceLinesTests
{
    [Fact]
    public void Secret_in_a_line_is_masked_and_columns_stay_where_they_are()
    {
        var source = Read("{ \"api_key\": \"abc\", \"next\": 1 }");

        source.Line(1).ShouldBe("{ \"api_key\": *****, \"next\": 1 }");
    }

    [Fact]
    public void Everything_below_a_secret_name_is_masked()
    {
        var source = Read("{ \"secrets\": {\n  \"first\": \"abc\", \"list\": [12] } }");

        source.Line(2).ShouldBe("  \"first\": *****, \"list\": [**] } }");
    }

    [Fact]
    public void Line_of_a_text_that_is_no_json_is_not_shown_when_it_may_hold_a_secret()
    {
        var lines = new SourceLines(Encoding.UTF8.GetBytes("{\n \"password\": \"abc\",,\n \"b\": 1 }"), null);

        lines[2].ShouldBe("");
        lines[3].ShouldBe(" \"b\": 1 }");
    }

    [Fact]
    public void Very_long_line_is_not_shown() => Read($"{{ \"a\": \"{new string('x', 500)}\" }}").Line(1).ShouldBe("");

    [Fact]
    public void Line_that_does_not_exist_is_empty() => Read("{}").Line(2).ShouldBe("");

    private static JsonSource Read(string text) => JsonSourceReader.Read(Encoding.UTF8.GetBytes(text), new DiagnosticList("f"))!;
}
