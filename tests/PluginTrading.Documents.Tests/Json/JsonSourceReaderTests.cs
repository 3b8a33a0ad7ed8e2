using System.Text;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Json;

public sealed class JsonSourceReaderTests
{
    [Theory]
    [InlineData("", "1:1 error PT1003 the file is empty")]
    [InlineData(" \r\n\t\n", "3:1 error PT1003 the file is empty")]
    [InlineData("{\n  \"a\": 1,\n}", "3:1 error PT1003 The JSON object contains a trailing comma at the end, which JSON does not allow.")]
    [InlineData("[1, 2,]", "1:7 error PT1003 The JSON array contains a trailing comma at the end, which JSON does not allow.")]
    [InlineData("{\n  // why\n  \"a\": 1 }", "2:3 error PT1003 JSON has no comments")]
    [InlineData("{ /* why */ }", "1:3 error PT1003 JSON has no comments")]
    [InlineData("{ \"a\": NaN }", "1:8 error PT1003 'N' is an invalid start of a value. NaN and Infinity are not JSON numbers.")]
    [InlineData("{ \"a\": Infinity }", "1:8 error PT1003 'I' is an invalid start of a value. NaN and Infinity are not JSON numbers.")]
    [InlineData("{ \"a\": 1 } {}", "1:12 error PT1003 '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{ \"a\": [] ", "1:11 error PT1003 Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [InlineData("{ 'a': 1 }", "1:3 error PT1003 ''' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{ \"a\": \"\\ud800\" }", "1:8 error PT1003 a \\u escape in this text is half of a surrogate pair")]
    public void Text_that_is_not_strict_json_is_one_error_at_its_place(string text, string expected) => Errors(text).ShouldHaveSingleItem().ShouldBe(expected);

    [Fact]
    public void Repeated_name_is_an_error_that_says_where_the_first_one_is() =>
        Errors("{\n  \"a\": 1,\n  \"b\": 2,\n  \"a\": { \"c\": [3] }\n}").ShouldHaveSingleItem().ShouldBe("4:3 error PT1005 'a' is already given in line 2, column 3");

    [Fact]
    public void Repeated_name_is_found_however_it_is_escaped() =>
        Errors("""{ "a": 1, "\u0061": 2 }""").ShouldHaveSingleItem().ShouldBe("1:11 error PT1005 'a' is already given in line 1, column 3");

    [Fact]
    public void Names_that_differ_in_capitals_are_different_names() => Errors("""{ "a": 1, "A": 2 }""").ShouldBeEmpty();

    [Fact]
    public void Byte_order_mark_is_read_over_and_not_counted_in_columns()
    {
        var diagnostics = new DiagnosticList("f.json");

        var source = JsonSourceReader.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat("{ \"a\": 7 }"u8.ToArray()).ToArray(), diagnostics)!;

        source.Root["a"]!.Start.ShouldBe(new SourcePosition(1, 8));
        diagnostics.HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void Invalid_utf8_is_an_error_that_names_the_byte_and_its_place()
    {
        byte[] text = [.. "{\n  \"a\": \"é"u8, 0xFF, .. "\" }"u8];

        Errors(text).ShouldHaveSingleItem().ShouldBe("2:10 error PT1004 byte 0xFF is not valid UTF-8");
    }

    [Fact]
    public void Utf16_is_an_error_that_says_so() =>
        Errors(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray())
            .ShouldHaveSingleItem().ShouldBe("1:1 error PT1004 byte 0xFF is not valid UTF-8; the file looks like UTF-16, save it as UTF-8");

    [Theory]
    [InlineData("1e400", "1:8 error PT1006 1e400 is too large a number")]
    [InlineData("-1e400", "1:8 error PT1006 -1e400 is too large a number")]
    [InlineData("1e99999999999999999999", "1:8 error PT1006 1e99999999999999999999 is too large a number")]
    public void Number_beyond_double_is_an_error(string number, string expected) => Errors($"{{ \"a\": {number} }}").ShouldHaveSingleItem().ShouldBe(expected);

    [Fact]
    public void Every_number_that_is_too_large_is_reported_at_once() => Errors("[1e400, 2, 1e500]").Count.ShouldBe(2);

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    [InlineData(100_000, 1)]
    public void Nesting_deeper_than_64_is_refused(int depth, int errors)
    {
        var found = Errors(new string('[', depth) + new string(']', depth));

        found.Count.ShouldBe(errors);
        if (errors > 0)
            found[0].ShouldBe("1:65 error PT1002 objects and lists are nested deeper than 64");
    }

    [Theory]
    [InlineData(19_999, 0)]
    [InlineData(20_000, 1)]
    public void More_than_20000_values_are_refused(int items, int errors) =>
        Errors($"[{string.Join(',', Enumerable.Repeat("1", items))}]").Count(e => e.Contains("PT1002 the document has more than 20,000 values")).ShouldBe(errors);

    [Theory]
    [InlineData(JsonSource.MaximumBytes, 0)]
    [InlineData(JsonSource.MaximumBytes + 1, 1)]
    public void Text_longer_than_one_mebibyte_is_refused(int bytes, int errors) => Errors($"\"{new string('x', bytes - 2)}\"").Count(e => e.Contains("PT1002")).ShouldBe(errors);

    [Fact]
    public void File_of_50_megabytes_in_one_line_is_refused_without_reading_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("large.json");
        using (var stream = File.Create(file))
        {
            stream.Write("{ \"strategy_name\": \""u8);
            stream.Write(Enumerable.Repeat((byte)'x', 50_000_000).ToArray());
            stream.Write("\" }"u8);
        }

        var diagnostics = new DiagnosticList("large.json");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var source = JsonSourceReader.ReadFile(file, diagnostics);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        source.ShouldBeNull();
        diagnostics.Sorted().ShouldHaveSingleItem().Message.ShouldBe("the file has 50,000,023 bytes; a document has at most 1,048,576");
        allocated.ShouldBeLessThan(JsonSource.MaximumBytes);
    }

    [Fact]
    public void Missing_file_and_folder_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        var diagnostics = new DiagnosticList("x");

        JsonSourceReader.ReadFile(folder.File("none.json"), diagnostics).ShouldBeNull();
        JsonSourceReader.ReadFile(folder.Path, diagnostics).ShouldBeNull();

        diagnostics.Sorted().Select(d => d.Message).ShouldBe(["cannot read the file: there is no such file", "cannot read the file: it is a folder"]);
        diagnostics.Sorted().ShouldAllBe(d => d.Rule == DiagnosticRule.Unreadable);
    }

    [Fact]
    public void Places_count_lines_from_1_and_columns_in_utf16_units()
    {
        var source = JsonSourceReader.Read(Encoding.UTF8.GetBytes("{\r\n\t\"ключ\": \"𝄞\", \"b\": [ 1,\n  22 ] }"), new DiagnosticList("f"))!;

        source.Root["ключ"]!.Start.ShouldBe(new SourcePosition(2, 10));
        source.Root.Member("b")!.NameStart.ShouldBe(new SourcePosition(2, 16));
        source.Root["b"]!.Items[1].Start.ShouldBe(new SourcePosition(3, 3));
        source.Root["b"]!.Items[1].End.ShouldBe(new SourcePosition(3, 5));
        source.Root["b"]!.Items[1].Path.ShouldBe("$.b[1]");
        source.Root["ключ"]!.Path.ShouldBe("$['ключ']");
    }

    private static IReadOnlyList<string> Errors(string text) => Errors(Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<string> Errors(byte[] text)
    {
        var diagnostics = new DiagnosticList("f.json");
        JsonSourceReader.Read(text, diagnostics);
        return [.. diagnostics.Sorted().Select(d => $"{d.Line}:{d.Column} error {d.Rule.Code} {d.Message}")];
    }
}
