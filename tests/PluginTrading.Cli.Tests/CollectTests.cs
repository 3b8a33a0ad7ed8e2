using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>Recording a market with the command, from a sandbox in a process of its own.</summary>
public sealed class CollectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxProcess _sandbox;

    public CollectTests() => _sandbox = new SandboxProcess(_folder.Path);

    [Fact]
    public void What_is_collected_can_be_looked_at_and_backtested()
    {
        var collect = CliProcess.Run(_folder.Path, "run", Collect(), "--for", "5");

        collect.ExitCode.ShouldBe(0, collect.Error);
        collect.Output.ShouldContain("recorded ");
        collect.Output.ShouldContain("plugintrading data info recorded");
        collect.Output.ShouldContain("plugintrading backtest SESSION.json --data recorded");
        var list = CliProcess.Run(_folder.Path, "session", "list");
        list.Output.ShouldMatch(@"\w+\s+collect\s+STOPPED");
        var show = CliProcess.Run(_folder.Path, "session", "show", "1", "--json");
        show.ExitCode.ShouldBe(0, show.Error);
        using var kept = JsonDocument.Parse(show.Output);
        var files = kept.RootElement.GetProperty("data_sets").EnumerateArray().ToList();
        var info = CliProcess.Run(_folder.Path, "data", "info", "recorded", "--verify", "--json");
        info.ExitCode.ShouldBe(0, info.Error);
        using var json = JsonDocument.Parse(info.Output);
        files.Sum(f => f.GetProperty("rows").GetInt64()).ShouldBe(json.RootElement.GetProperty("series").EnumerateArray().Sum(s => s.GetProperty("rows").GetInt64()));
        files.ShouldAllBe(f => File.Exists(f.GetProperty("path").GetString()) && f.GetProperty("digest").GetString()!.StartsWith("sha256:"));
        json.RootElement.GetProperty("series").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == "trades").GetProperty("rows").GetInt64().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("sources")[0].GetProperty("name").GetString().ShouldStartWith("collected from mexc, session ");
        var backtest = CliProcess.Run(_folder.Path, "backtest", SampleSession.WriteOn(_folder.Path, "nowhere", "momentum_long.json"), "--data", "recorded", "--export", "out");
        backtest.ExitCode.ShouldBe(0, backtest.Error);
        File.Exists(_folder.File("out/summary.json")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Signal_is_how_it_ends(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "kill(1) sends the signal.");
        using var run = new RunningCli(_folder.Path, ["run", Collect()]);
        var spills = _folder.File(".recorded.collect");
        SpinWait.SpinUntil(() => Directory.Exists(spills) && new DirectoryInfo(spills).EnumerateFiles("*.spill").Any(f => f.Length > 1000), TimeSpan.FromMinutes(2)).ShouldBeTrue();

        run.Send(signal);

        run.WaitForEnd().ShouldBe(0);
        CliProcess.Run(_folder.Path, "data", "info", "recorded", "--verify").ExitCode.ShouldBe(0);
        Directory.GetDirectories(_folder.Path, ".*").ShouldBeEmpty();
    }

    [Fact]
    public void Killed_recording_is_found_by_the_next_one()
    {
        var spills = _folder.File(".recorded.collect");
        using (var run = new RunningCli(_folder.Path, ["run", Collect()]))
        {
            SpinWait.SpinUntil(() => Directory.Exists(spills) && new DirectoryInfo(spills).EnumerateFiles("*.spill").Any(f => f.Length > 1000), TimeSpan.FromMinutes(2)).ShouldBeTrue();
            run.Kill();
        }

        var next = CliProcess.Run(_folder.Path, "run", Collect(), "--for", "3");

        next.ExitCode.ShouldBe(0, next.Error);
        next.Output.ShouldContain("was broken off");
        CliProcess.Run(_folder.Path, "data", "info", "recorded", "--verify").ExitCode.ShouldBe(0);
        Directory.GetDirectories(_folder.Path, ".*").ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_collected_is_told()
    {
        var withoutDataSet = CliProcess.Run(_folder.Path, "run", Collect(dataset: null), "--for", "1");
        withoutDataSet.ExitCode.ShouldBe(1);
        withoutDataSet.Error.ShouldContain("'dataset' is missing; a session of type 'collect' needs the folder of the data set that it writes");

        var unknown = CliProcess.Run(_folder.Path, "run", Collect(symbol: "NONE_USDT"), "--for", "1");
        unknown.ExitCode.ShouldBe(2);
        unknown.Error.ShouldContain("NONE_USDT");

        Directory.CreateDirectory(_folder.File("recorded"));
        File.WriteAllText(_folder.File("recorded/mine.txt"), "mine");
        var others = CliProcess.Run(_folder.Path, "run", Collect(), "--for", "1");
        others.ExitCode.ShouldBe(1);
        others.Error.ShouldContain("is not empty and has no manifest.json");
    }

    public void Dispose()
    {
        _sandbox.Dispose();
        _folder.Dispose();
    }

    private string Collect(string? dataset = "recorded", string symbol = "PUMP_USDT")
    {
        var market = new JsonObject { ["exchange"] = "mexc", ["rest_url"] = $"http://{_sandbox.Address}", ["websocket_url"] = $"ws://{_sandbox.Address}/edge" };
        if (dataset is not null)
            market["dataset"] = dataset;
        var path = _folder.File("collect.json");
        File.WriteAllText(path, new JsonObject { ["session_type"] = "collect", ["symbols"] = new JsonArray(symbol), ["market"] = market }.ToJsonString());
        return path;
    }
}
