using System.Diagnostics;
using System.Text.Json;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary><c>validate</c> and <c>schema</c> of the built command, run as a process of its own with the plugins that come with it.</summary>
public sealed class ValidateTests
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "samples", "pump-and-dump", "pump_dump_detection.json"));

    [Fact]
    public async Task Valid_document_gives_exit_code_0_and_one_line()
    {
        using var folder = Folder(("pump.json", Sample));

        var run = await Run(folder, "validate", "pump.json");

        run.Output.ShouldBe("1 document: valid\n");
        run.Errors.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Every_error_of_every_file_is_shown_at_once_with_its_place_and_a_suggestion()
    {
        using var folder = Folder(("one.json", With("\"pump_magnitude_pct\"", "\"pump_magnitud_pct\"")), ("two.json", With("\"base_size\"", "\"base_sise\"")), ("three.json", Sample));

        var run = await Run(folder, "validate", "one.json", "two.json", "three.json", "--format", "json");

        var report = JsonDocument.Parse(run.Output).RootElement;
        var found = report.GetProperty("diagnostics").EnumerateArray().ToList();
        report.GetProperty("documents").GetInt32().ShouldBe(3);
        report.GetProperty("valid").GetBoolean().ShouldBeFalse();
        var name = found.First(d => d.GetProperty("code").GetString() == "PT1201");
        name.GetProperty("file").GetString().ShouldBe("one.json");
        name.GetProperty("suggestion").GetString().ShouldBe("pump_magnitude_pct");
        name.GetProperty("line").GetInt32().ShouldBe(LineOf(With("\"pump_magnitude_pct\"", "\"pump_magnitud_pct\""), "pump_magnitud_pct"));
        var field = found.First(d => d.GetProperty("code").GetString() == "PT1101");
        field.GetProperty("file").GetString().ShouldBe("two.json");
        field.GetProperty("suggestion").GetString().ShouldBe("base_size");
        found.ShouldContain(d => d.GetProperty("code").GetString() == "PT1102" && d.GetProperty("file").GetString() == "two.json");
        found.ShouldNotContain(d => d.GetProperty("file").GetString() == "three.json");
        run.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Folder_means_every_json_file_below_it_and_passes_over_what_is_no_document()
    {
        using var folder = Folder(("strategies/deep/pump.json", Sample), ("strategies/package.json", """{ "name": "other" }"""), ("strategies/bin/broken.json", "{"));

        var run = await Run(folder, "validate", "strategies");

        run.Output.ShouldBe("1 document: valid\n");
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task File_that_is_named_has_to_be_a_document()
    {
        using var folder = Folder(("package.json", """{ "name": "other" }"""));

        var run = await Run(folder, "validate", "package.json");

        run.Output.ShouldStartWith("package.json:1:1: error PT1007");
        run.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("no file or folder 'missing.json'", "validate", "missing.json", "pump.json")]
    [InlineData("There is no .json file in the folder 'empty'", "validate", "empty")]
    [InlineData("no folder 'no-plugins'", "validate", "pump.json", "--plugins", "no-plugins")]
    [InlineData("FILES", "validate")]
    [InlineData("xml", "validate", "pump.json", "--format", "xml")]
    [InlineData("colour", "validate", "pump.json", "--colour")]
    [InlineData("candle", "schema", "candle")]
    public async Task What_cannot_run_gives_exit_code_2_and_says_why_apart_from_the_report(string reason, params string[] arguments)
    {
        using var folder = Folder(("pump.json", Sample));
        Directory.CreateDirectory(folder.File("empty"));

        var run = await Run(folder, arguments);

        run.Errors.ShouldContain(reason);
        run.Output.ShouldBeEmpty();
        run.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Output_that_is_no_terminal_has_no_colour()
    {
        using var folder = Folder(("broken.json", "{ \"strategy_name\": \"a\", \"strategy_name\": \"b\" }"));

        var run = await Run(folder, "validate", "broken.json");

        run.Output.ShouldContain("\nbroken.json:1:25: error PT1005: ");
        run.Output.ShouldNotContain('\u001b');
        run.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Sarif_and_github_name_file_line_and_rule()
    {
        using var folder = Folder(("broken.json", With("\"base_size\"", "\"base_sise\"")));

        var sarif = JsonDocument.Parse((await Run(folder, "validate", "broken.json", "--format", "sarif")).Output).RootElement;
        var github = (await Run(folder, "validate", "broken.json", "--format", "github")).Output;

        sarif.GetProperty("version").GetString().ShouldBe("2.1.0");
        var result = sarif.GetProperty("runs")[0].GetProperty("results").EnumerateArray().First(r => r.GetProperty("ruleId").GetString() == "PT1101");
        var line = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32();
        line.ShouldBe(LineOf(With("\"base_size\"", "\"base_sise\""), "base_sise"));
        github.ShouldContain($"::error file=broken.json,line={line},");
        github.ShouldContain("title=PT1101::");
    }

    [Theory]
    [InlineData("strategy", "pump_magnitude_pct")]
    [InlineData("session", "initial_balance")]
    [InlineData("instrument", "price_tick")]
    [InlineData("plugin", "entry_type")]
    public async Task Schema_is_printed_with_what_the_plugins_provide(string kind, string word)
    {
        using var folder = Folder();

        var run = await Run(folder, "schema", kind);

        JsonDocument.Parse(run.Output).RootElement.GetProperty("type").GetString().ShouldBe("object");
        run.Output.ShouldContain($"\"{word}\"");
        run.ExitCode.ShouldBe(0);
    }

    /// <summary>The sample with the first occurrence of a piece of its text replaced.</summary>
    private static string With(string piece, string replacement)
    {
        var at = Sample.IndexOf(piece, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, $"'{piece}' must occur");
        return string.Concat(Sample.AsSpan(0, at), replacement, Sample.AsSpan(at + piece.Length));
    }

    private static int LineOf(string text, string piece) => text[..text.IndexOf(piece, StringComparison.Ordinal)].Count(c => c == '\n') + 1;

    private static TemporaryFolder Folder(params (string Name, string Text)[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), text);
        }

        return folder;
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Run(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "plugintrading.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await errors);
    }
}
