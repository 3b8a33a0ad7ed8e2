using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>The main job, from the command line to the result files.</summary>
public sealed class BacktestTests : IDisposable
{
    private static readonly string[] Files = ["summary.json", "trades.csv", "orders.csv", "fills.csv", "transitions.csv", "signals.csv", "equity.csv"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Sample_gives_the_result_that_lies_beside_it()
    {
        Export("out", SampleSession.File).ExitCode.ShouldBe(0);

        foreach (var file in Files)
            Content("out", file).ShouldBe(File.ReadAllText(Path.Combine(SampleSession.Folder, "expected", file)), file);
    }

    [Fact]
    public void Data_set_that_the_command_names_takes_the_place_of_the_session_s()
    {
        var session = SampleSession.WriteOn(_folder.Path, "nowhere", "pump_dump_detection.json", "momentum_long.json");

        var outcome = CliProcess.Run(_folder.Path, "backtest", session, "--no-store", "--export", "out", "--data", Path.GetRelativePath(_folder.Path, Path.Combine(SampleSession.Folder, "data")));

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        Content("out", "trades.csv").ShouldBe(File.ReadAllText(Path.Combine(SampleSession.Folder, "expected", "trades.csv")));
    }

    [Fact]
    public void Data_set_that_cannot_be_used_is_refused_with_what_was_expected()
    {
        var data = Path.Combine(SampleSession.Folder, "data");
        Directory.CreateDirectory(_folder.File("empty"));
        foreach (var (folder, symbol, message) in ((string, string, string)[])
            [
                (_folder.File("nowhere"), "PUMP_USDT", "nowhere: does not exist; expected the folder of a data set"),
                (_folder.File("empty"), "PUMP_USDT", "empty: has no manifest.json; expected the folder of a data set"),
                (data, "OTHER_USDT", "data: has no symbol OTHER_USDT; it has: PUMP_USDT"),
            ])
        {
            var session = SampleSession.WriteOn(_folder.Path, data, "momentum_long.json");
            File.WriteAllText(session, File.ReadAllText(session).Replace("PUMP_USDT", symbol, StringComparison.Ordinal));
            var outcome = CliProcess.Run(_folder.Path, "backtest", session, "--no-store", "--data", folder);
            outcome.ExitCode.ShouldBe(1);
            outcome.Error.ShouldContain(message);
        }
    }

    [Fact]
    public void Another_language_and_time_zone_give_the_same_bytes()
    {
        var outcome = CliProcess.Run(
            _folder.Path, [("LC_ALL", "de_DE.UTF-8"), ("LANG", "de_DE.UTF-8"), ("TZ", "Asia/Kathmandu"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0")],
            "backtest", SampleSession.File, "--no-store", "--export", "out");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        foreach (var file in Files)
            Content("out", file).ShouldBe(File.ReadAllText(Path.Combine(SampleSession.Folder, "expected", file)), file);
    }

    [Theory]
    [InlineData("pump_dump_detection.csx")]
    [InlineData("pump_dump_detection.cs")]
    [InlineData(null)]
    public void Strategy_as_script_or_plugin_gives_the_bytes_of_the_document(string? script)
    {
        Export("written", SampleSession.Write(_folder.Path, "pump_dump_detection.json")).ExitCode.ShouldBe(0);
        JsonNode coded = script is null ? new JsonObject { ["plugin"] = "plugintrading.samples.pump-and-dump/pump_dump_detection" } : JsonValue.Create(script);

        var outcome = Export("coded", SampleSession.Write(_folder.Path, coded));

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        File.ReadAllLines(Path.Combine(_folder.File("written"), "trades.csv")).Length.ShouldBeGreaterThan(2);
        foreach (var file in Files)
            Content("coded", file).ShouldBe(Content("written", file), file);
    }

    [Fact]
    public void Demo_shows_its_trades_and_writes_a_page_that_needs_nothing_else()
    {
        var outcome = CliProcess.Run(_folder.Path, "demo");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldNotContain("warning");
        outcome.Output.ShouldContain("pump_dump_detection");
        outcome.Output.ShouldContain("momentum_long");
        outcome.Output.ShouldNotContain("\e[");
        var page = File.ReadAllText(_folder.File("plugintrading-demo.html"));
        page.ShouldStartWith("<!doctype html>", Case.Insensitive);
        page.ShouldNotContain("src=\"http");
        page.ShouldNotContain("href=\"http");
    }

    [Fact]
    public void Results_are_kept_and_shown_again()
    {
        CliProcess.Run(_folder.Path, "backtest", SampleSession.File).Output.ShouldContain("kept as run 1");

        var list = CliProcess.Run(_folder.Path, "results", "list");
        var show = CliProcess.Run(_folder.Path, "results", "show", "1");

        list.ExitCode.ShouldBe(0, list.Error);
        list.Output.ShouldContain("PUMP_USDT");
        show.ExitCode.ShouldBe(0, show.Error);
        show.Output.ShouldContain("momentum_long");
    }

    [Fact]
    public void Made_up_market_of_the_sample_is_what_the_generator_makes()
    {
        CliProcess.Run(_folder.Path, "data", "generate", "--out", "made", "--days", "2", "--seed", "1", "--trades-per-second", "0.3").ExitCode.ShouldBe(0);

        File.ReadAllText(Path.Combine(_folder.File("made"), "manifest.json")).ShouldBe(File.ReadAllText(Path.Combine(SampleSession.Folder, "data", "manifest.json")));
    }

    [Fact]
    public void Figures_that_QuestDB_does_not_take_wait_in_the_store()
    {
        var run = CliProcess.Run(_folder.Path, "backtest", SampleSession.File, "--questdb", "Host=127.0.0.1;Port=1;Username=admin;Password=quest-word;Database=qdb;Timeout=2");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("kept as run 1");
        run.Error.ShouldContain("QuestDB does not have all of the series; the rest waits in the store");
        run.Error.ShouldNotContain("quest-word");
        CliProcess.Run(_folder.Path, "backtest", SampleSession.File, "--questdb", "Host=127.0.0.1", "--no-store").ExitCode.ShouldNotBe(0);
    }

    public void Dispose() => _folder.Dispose();

    private CliOutcome Export(string name, string session) => CliProcess.Run(
        _folder.Path, "backtest", session, "--no-store", "--export", name, "--plugins", Path.Combine(AppContext.BaseDirectory, "sample-plugins"));

    private string Content(string export, string file) => File.ReadAllText(Path.Combine(_folder.File(export), file));
}
