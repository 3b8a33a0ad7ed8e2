using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>A run that is stopped half-way, by a person or by force.</summary>
public sealed class InterruptionTests : IDisposable
{
    // Keeps a section busy for some 0.2 ms at each event, so that a run of the sample data lasts for tens of seconds.
    private const string BusySection = """
        return Section(setup => context =>
        {
            var sum = 0.0;
            for (var i = 0; i < 60_000; i++)
                sum += Math.Sqrt(i);
            return sum < 0;
        });
        """;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Signal_ends_the_run_with_what_there_is(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "kill(1) sends the signal.");
        using var run = StartBusyBacktest();
        run.WaitForErrorLine("backtest ");

        run.Send(signal);

        run.WaitForEnd().ShouldBe(130);
        using var summary = JsonDocument.Parse(File.ReadAllText(_folder.File("out/summary.json")));
        summary.RootElement.GetProperty("cancelled").GetBoolean().ShouldBeTrue();
        var equity = File.ReadAllLines(_folder.File("out/equity.csv"));
        equity.Length.ShouldBeGreaterThan(1);
        equity[^1].ShouldStartWith("2024-01-0");
        File.ReadAllLines(_folder.File("out/transitions.csv"))[1].ShouldContain("activated");
        CliProcess.Run(_folder.Path, "results", "list").Output.ShouldContain("cancelled");
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void Backtest_that_is_killed_leaves_no_result_and_the_next_one_clears_up()
    {
        using (var run = StartBusyBacktest())
        {
            run.WaitForErrorLine("backtest ");
            run.Kill();
        }

        Directory.Exists(_folder.File("out")).ShouldBeFalse();
        Leftovers().ShouldHaveSingleItem();
        CliProcess.Run(_folder.Path, "results", "list").Output.ShouldNotContain("busy");

        var next = CliProcess.Run(_folder.Path, "backtest", SampleSession.File, "--export", "out");

        next.ExitCode.ShouldBe(0, next.Error);
        File.Exists(_folder.File("out/summary.json")).ShouldBeTrue();
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void Import_that_is_killed_leaves_the_data_set_as_it_was_and_can_be_made_again()
    {
        File.WriteAllText(_folder.File("instrument.json"), """{ "symbol": "A_USDT", "base": "A", "quote": "USDT", "price_tick": "0.001", "quantity_step": "1" }""");
        WriteTrades("first.csv", 1_700_000_000_000, 1000);
        WriteTrades("second.csv", 1_700_100_000_000, 3_000_000);
        Import("first.csv").ExitCode.ShouldBe(0);
        var before = CliProcess.Run(_folder.Path, "data", "info", "data", "--verify").Output;

        using (var import = new RunningCli(_folder.Path, ImportArguments("second.csv")))
        {
            SpinWait.SpinUntil(() => Leftovers().Length > 0 && HasBytes(Leftovers()[0]), TimeSpan.FromMinutes(2)).ShouldBeTrue();
            import.Kill();
        }

        CliProcess.Run(_folder.Path, "data", "info", "data", "--verify").Output.ShouldBe(before);
        var again = Import("second.csv");
        again.ExitCode.ShouldBe(0, again.Error);
        CliProcess.Run(_folder.Path, "data", "info", "data").Output.ShouldContain("3,001,000");
        Leftovers().ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private RunningCli StartBusyBacktest()
    {
        File.WriteAllText(_folder.File("busy.csx"), BusySection);
        var strategy = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleSession.Folder, "pump_dump_detection.json")))!;
        strategy["strategy_name"] = "busy";
        strategy["signal_detection"] = new JsonObject { ["script"] = "busy.csx" };
        File.WriteAllText(_folder.File("busy.json"), strategy.ToJsonString());
        return new RunningCli(_folder.Path, ["backtest", SampleSession.Write(_folder.Path, _folder.File("busy.json")), "--export", "out"]);
    }

    private static string[] ImportArguments(string file) => ["data", "import", file, "--symbol", "A_USDT", "--instrument", "instrument.json", "--out", "data"];

    private CliOutcome Import(string file) => CliProcess.Run(_folder.Path, ImportArguments(file));

    private void WriteTrades(string file, long firstMilliseconds, int count)
    {
        using var writer = new StreamWriter(_folder.File(file));
        writer.WriteLine("time,price,quantity");
        for (var i = 0; i < count; i++)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{firstMilliseconds + (i * 20L)},{1 + (i % 89 / 1000.0)},{(i % 97) + 1}"));
    }

    /// <summary>Hidden folders that work in progress uses.</summary>
    private string[] Leftovers() => Directory.GetDirectories(_folder.Path, ".*");

    private static bool HasBytes(string folder) =>
        Directory.Exists(folder) && new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Any(f => f.Exists && f.Length > 1000);
}
