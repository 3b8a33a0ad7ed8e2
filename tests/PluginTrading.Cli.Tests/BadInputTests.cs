using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>What is wrong is said with its place, the exit code is not 0, and nothing half-written is left.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Truncated_gzip_imports_nothing()
    {
        var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 5000; i++)
                gzip.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{1_700_000_000_000 + (i * 977)},{1 + (i % 89 / 1000.0)},{i % 97 + 1}\n")));
        }

        File.WriteAllBytes(_folder.File("cut.csv.gz"), whole.ToArray()[..(int)(whole.Length / 2)]);

        Refused(Import("cut.csv.gz", "--columns", "time=0,price=1,quantity=2"), "cut.csv.gz");
    }

    [Theory]
    [InlineData("", "bad.csv")]
    [InlineData("time,price,quantity\n", "bad.csv")]
    [InlineData("time,price,quantity\n1700000000000,1.5,2\n1700000001000,NaN,2\n", "bad.csv:3")]
    [InlineData("time,price,quantity\n1700000000000,1.5,2\n1700000001000,-1.5,2\n", "bad.csv:3")]
    [InlineData("time,price,quantity\n1700000000000,1.5,2\n1700000001000,1.5,0\n", "bad.csv:3")]
    [InlineData("time,price,quantity\n1700000001000,1.5,2\n1700000002000,1.5,2\n1700000000000,1.5,2\n", "bad.csv:4")]
    public void Bad_rows_import_nothing_and_are_named_by_line(string text, string place)
    {
        File.WriteAllText(_folder.File("bad.csv"), text);

        Refused(Import("bad.csv"), place);
    }

    [Fact]
    public void Script_that_does_not_compile_is_named_by_line_and_column()
    {
        File.WriteAllText(_folder.File("broken.csx"), "using PluginTrading.Sdk;\nreturn Section(setup =>\n{\n    var x = missing;\n});\n");

        var outcome = Backtest(WithEntryScript("broken.csx"));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("broken.csx:4:13");
        outcome.Error.ShouldContain("CS0103");
        LeftNothing();
    }

    [Fact]
    public void Script_that_throws_at_its_thousandth_event_stops_the_run_and_is_named()
    {
        File.WriteAllText(
            _folder.File("late.csx"),
            "return Section(setup =>\n{\n    var events = 0;\n    return context => ++events == 1000\n        ? throw new InvalidOperationException(\"the thousandth\")\n        : false;\n});\n");

        var outcome = Backtest(WithSignalScript("late.csx"));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("the thousandth");
        outcome.Error.ShouldContain("late.csx");
        outcome.Error.ShouldContain("momentum_long");
        outcome.Error.ShouldContain("PUMP_USDT");
        LeftNothing();
    }

    [Fact]
    public void Unknown_condition_type_is_an_error_with_a_suggestion()
    {
        var outcome = Backtest(WithChange(strategy => strategy["signal_detection"]!["conditions"]![0]!["condition_type"] = "price_momentun"));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("did you mean 'price_momentum'");
        outcome.Error.ShouldContain("strategy.json:1:");
        LeftNothing();
    }

    [Fact]
    public void Garbage_in_a_plugin_folder_is_told_and_the_run_goes_on()
    {
        Directory.CreateDirectory(_folder.File("plugins/garbage"));
        File.WriteAllText(_folder.File("plugins/garbage/plugin.json"), "\0\u0001 not json");

        var outcome = CliProcess.Run(_folder.Path, "backtest", SampleSession.File, "--no-store");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain("garbage");
    }

    [Theory]
    [InlineData("there is no folder 'my-plugins'", "plugins", "list", "--plugins", "my-plugins")]
    [InlineData("there is no folder 'my-plugins'", "backtest", "session.json", "--plugins", "my-plugins")]
    [InlineData("there is no folder 'my-plugins'", "schema", "strategy", "--plugins", "my-plugins")]
    [InlineData("--rounds is 0; expected 1 to 1000", "bench", "--rounds", "0")]
    [InlineData("The last option has no value", "backtest", "session.json", "--export")]
    [InlineData("The last option has no value", "plugins", "list", "--plugins")]
    [InlineData("The last option has no value", "bench", "--days")]
    public void Argument_that_cannot_be_is_told_in_one_line(string problem, params string[] arguments)
    {
        var outcome = CliProcess.Run(_folder.Path, arguments);

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.TrimEnd().ShouldContain(problem);
        outcome.Error.TrimEnd().ShouldNotContain('\n');
    }

    [Fact]
    public void Missing_session_data_set_and_symbol_are_told_apart()
    {
        Backtest("nowhere.json").Error.ShouldContain("nowhere.json");
        var noData = Backtest(SampleSession.WriteOn(_folder.Path, _folder.File("no-data"), "pump_dump_detection.json"));
        noData.ExitCode.ShouldBe(1);
        noData.Error.ShouldContain("no-data");
        LeftNothing();
    }

    [Theory]
    [InlineData(false, "bytes, expected")]
    [InlineData(true, "XXH3 is")]
    public void Damaged_data_file_is_told_and_nothing_is_exported(bool flipsOneByte, string problem)
    {
        CopyFolder(Path.Combine(SampleSession.Folder, "data"), _folder.File("data"));
        var file = Directory.GetFiles(Path.Combine(_folder.File("data"), "PUMP_USDT", "trades")).Order().Last();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, flipsOneByte ? bytes : bytes[..(bytes.Length / 2)]);

        var outcome = Backtest(SampleSession.WriteOn(_folder.Path, _folder.File("data"), "pump_dump_detection.json"));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(Path.GetFileName(file));
        outcome.Error.ShouldContain(problem);
        LeftNothing();
    }

    [Fact]
    public void Export_that_cannot_be_written_is_told_before_the_run()
    {
        File.WriteAllText(_folder.File("taken"), "");

        var outcome = CliProcess.Run(_folder.Path, "backtest", SampleSession.File, "--no-store", "--export", "taken/out");

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("taken");
    }

    public void Dispose() => _folder.Dispose();

    private CliOutcome Backtest(string session) => CliProcess.Run(_folder.Path, "backtest", session, "--no-store", "--export", "out");

    private CliOutcome Import(string file, params string[] more)
    {
        File.WriteAllText(_folder.File("instrument.json"), """{ "symbol": "A_USDT", "base": "A", "quote": "USDT", "price_tick": "0.001", "quantity_step": "1" }""");
        return CliProcess.Run(_folder.Path, ["data", "import", file, "--symbol", "A_USDT", "--instrument", "instrument.json", "--out", "data", .. more]);
    }

    private void Refused(CliOutcome outcome, string place)
    {
        outcome.ExitCode.ShouldNotBe(0);
        outcome.Error.ShouldContain(place);
        Directory.Exists(_folder.File("data")).ShouldBeFalse();
    }

    private void LeftNothing() => Directory.EnumerateFileSystemEntries(_folder.Path, "out*").ShouldBeEmpty();

    private string WithEntryScript(string file) => WithChange(strategy => strategy["entry_conditions"] = new JsonObject { ["script"] = file });

    private string WithSignalScript(string file) => WithChange(strategy => strategy["signal_detection"] = new JsonObject { ["script"] = file });

    private string WithChange(Action<JsonNode> change)
    {
        var strategy = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleSession.Folder, "momentum_long.json")))!;
        strategy["entry_conditions"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["condition_type"] = "price", ["operator"] = "gt", ["value"] = 0.01 }) };
        change(strategy);
        File.WriteAllText(_folder.File("strategy.json"), strategy.ToJsonString());
        return SampleSession.Write(_folder.Path, _folder.File("strategy.json"));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
