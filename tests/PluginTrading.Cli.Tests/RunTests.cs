using System.Text.Json.Nodes;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>Paper and live sessions from the command line: run, kept, replayed, resumed.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly string[] Files = ["trades.csv", "orders.csv", "fills.csv", "transitions.csv", "signals.csv", "equity.csv", "summary.json"];

    private readonly TemporaryFolder _folder = new();

    private string Sessions => Path.Combine(_folder.Path, "home", "sessions");

    private string Key => Path.GetFileName(Directory.GetDirectories(Sessions).ShouldHaveSingleItem());

    [Fact]
    public void Paper_session_over_recorded_data_gives_the_result_of_the_backtest_and_its_journal_replays()
    {
        var paper = Paper("pump_dump_detection.json", "momentum_long.json");
        var run = Run("run", paper, "--export", "paper");
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (var file in Files)
            File.ReadAllText(Path.Combine(_folder.Path, "paper", file)).ShouldBe(File.ReadAllText(Path.Combine(SampleSession.Folder, "expected", file)), file);

        var replay = Run("replay", Key);
        replay.ExitCode.ShouldBe(0, replay.Error);
        replay.Output.ShouldStartWith("equal: ");
        replay.Output.ShouldContain("sha256:");
        Run("session", "list").Output.ShouldContain(Key);
        Run("session", "show", Key).Output.ShouldContain("FILLED");
        Run("results", "list").Output.ShouldContain("paper");
    }

    [Fact]
    public void Replay_names_the_first_decision_that_a_changed_strategy_takes_differently()
    {
        var strategy = Path.Combine(_folder.Path, "strategy.json");
        var text = File.ReadAllText(Path.Combine(SampleSession.Folder, "pump_dump_detection.json"));
        File.WriteAllText(strategy, text);
        Run("run", Paper(strategy), "--no-store").ExitCode.ShouldBe(0);
        File.WriteAllText(strategy, text.Replace("\"value\": 8.0", "\"value\": 9.0", StringComparison.Ordinal));

        var replay = Run("replay", Key);
        replay.ExitCode.ShouldBe(1);
        replay.Output.ShouldContain("different after");
        replay.Output.ShouldContain("pump_dump_detection on PUMP_USDT");
        replay.Output.ShouldContain("section   S1");
        replay.Error.ShouldContain($"warning: the strategy pump_dump_detection ({strategy}) or a script of it has changed since the session began at ");
        var resume = Run("run", "--resume", Key, "--no-store");
        resume.ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public void Session_without_a_store_is_stored_afterwards_from_its_journal()
    {
        var paper = Paper("pump_dump_detection.json", "momentum_long.json");
        Run("run", paper, "--no-store").ExitCode.ShouldBe(0);
        Run("run", paper, "--store", "compared.db").ExitCode.ShouldBe(0);
        var keys = Directory.GetDirectories(Sessions).Select(Path.GetFileName).ToList();
        var key = keys.Single(k => Run("session", "show", k!, "--store", "compared.db").ExitCode == 1)!;

        var store = Run("session", "store", key);
        store.ExitCode.ShouldBe(0, store.Error);
        var again = Run("session", "store", key);
        again.ExitCode.ShouldBe(0, again.Error);

        Figures(Run("session", "show", key).Output).ShouldBe(Figures(Run("session", "show", keys.Single(k => k != key)!, "--store", "compared.db").Output));
        Figures(Run("results", "show", "1").Output).ShouldBe(Figures(Run("results", "show", "1", "--store", "compared.db").Output));

        // Beside the first line, which has the session's name and how it ended, and what begins with its key.
        string Figures(string output) => keys.Aggregate(string.Join('\n', output.Split('\n').Skip(1)), (text, k) => text.Replace(k!, "key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Store_that_cannot_be_used_is_told_with_what_can_be_done(bool isResumed)
    {
        var paper = Paper("pump_dump_detection.json");
        if (isResumed)
            Run("run", paper, "--no-store").ExitCode.ShouldBe(0);
        string[] what = isResumed ? ["--resume", Key] : [paper];

        var run = Run(["run", .. what, "--store", "Host=127.0.0.1;Port=1;Username=ann;Password=pass-word;Database=trades;Timeout=2"]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith("Store 'postgresql://127.0.0.1:1/trades': ");
        run.Error.ShouldContain(isResumed ? $"'plugintrading run --resume {Key} --no-store' goes on without the store" : "Nothing was started.");
        run.Error.ShouldContain("--no-store");
        run.Error.ShouldNotContain("pass-word");
        Directory.Exists(Sessions).ShouldBe(isResumed);
    }

    [Fact]
    public void Paper_session_runs_over_the_data_set_that_the_command_names()
    {
        var paper = Paper("pump_dump_detection.json", "momentum_long.json");
        File.WriteAllText(paper, File.ReadAllText(paper).Replace(JsonValue.Create(Path.Combine(SampleSession.Folder, "data")).ToJsonString(), "\"nowhere\"", StringComparison.Ordinal));
        File.ReadAllText(paper).ShouldContain("nowhere");

        var run = Run("run", paper, "--data", Path.Combine(SampleSession.Folder, "data"), "--export", "paper");

        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllText(Path.Combine(_folder.Path, "paper", "trades.csv")).ShouldBe(File.ReadAllText(Path.Combine(SampleSession.Folder, "expected", "trades.csv")));
        Run("replay", Key).Output.ShouldStartWith("equal: ");
        var backtest = Run("run", SampleSession.File, "--data", "data");
        backtest.ExitCode.ShouldBe(1);
        backtest.Error.ShouldContain("its session_type is 'backtest'; --data expects 'paper'");
        Run("run", "--resume", "key", "--data", "data").Error.ShouldContain("--data: a resumed session goes on with the market that it began with");
    }

    [Theory]
    [InlineData("strategy.json", "\"emergency_exit\"", " \"emergency_exit\"")]
    [InlineData("entry.csx", "const double RisePct", "const  double RisePct")]
    public void Replay_tells_of_a_strategy_that_has_changed_and_decides_as_before(string file, string old, string changed)
    {
        var strategy = Path.Combine(_folder.Path, "strategy.json");
        File.Copy(Path.Combine(SampleSession.Folder, "momentum_long.json"), strategy);
        File.Copy(Path.Combine(SampleSession.Folder, "entry.csx"), Path.Combine(_folder.Path, "entry.csx"));
        Run("run", Paper(strategy), "--no-store").ExitCode.ShouldBe(0);
        Run("replay", Key).Error.ShouldBeEmpty();
        var path = Path.Combine(_folder.Path, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));

        var replay = Run("replay", Key);

        replay.ExitCode.ShouldBe(0, replay.Error);
        replay.Output.ShouldStartWith("equal: ");
        replay.Error.ShouldContain($"warning: the strategy momentum_long ({strategy}) or a script of it has changed since the session began at ");
        replay.Error.ShouldContain("; it decides as before");
    }

    [Fact]
    public void Demo_shows_a_live_session_from_signal_to_closed_position_and_keeps_it()
    {
        var demo = Run("demo", "--live", "--speed", "60");
        demo.ExitCode.ShouldBe(0, demo.Error);
        demo.Output.ShouldContain("MONITORING → SIGNAL_DETECTED  S1");
        demo.Output.ShouldContain("SIGNAL_DETECTED → ENTRY_EVALUATION  Z1");
        demo.Output.ShouldContain("POSITION_ACTIVE → EMERGENCY_EXIT  E1");
        demo.Output.ShouldContain("POSITION_ACTIVE → CLOSE_ORDER_EVALUATION");
        var show = Run("session", "show", Key);
        show.Output.ShouldContain("STOPPED");
        show.Output.ShouldContain("FILLED");
        Run("replay", Key).ExitCode.ShouldBe(0);
        var log = File.ReadAllText(Directory.GetFiles(Path.Combine(Sessions, Key, "logs")).ShouldHaveSingleItem());
        foreach (var line in demo.Output.Split('\n').Where(line => line.Contains("order ", StringComparison.Ordinal) || line.Contains('→', StringComparison.Ordinal)))
            log.ShouldContain(line.TrimEnd());
    }

    [Fact]
    public void Session_that_is_not_there_is_named_with_those_that_are()
    {
        var replay = Run("replay", "nothing");
        replay.ExitCode.ShouldBe(1);
        replay.Error.ShouldContain("There is no session 'nothing'");
        Run("session", "pause", "nothing").ExitCode.ShouldBe(1);
        Run("run").Error.ShouldContain("Expected a session document, or --resume");
        Run("reconcile", "nothing").Error.ShouldContain("--dry-run");
    }

    [Fact]
    public void Exchange_that_no_plugin_provides_is_refused_with_those_that_do()
    {
        var session = JsonNode.Parse(File.ReadAllText(Paper("pump_dump_detection.json")))!;
        session["market"] = new JsonObject { ["exchange"] = "mexx" };
        var path = Path.Combine(_folder.Path, "live.json");
        session["session_type"] = "live";
        File.WriteAllText(path, session.ToJsonString());
        var run = Run("run", path);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("no plugin provides the exchange 'mexx'; found: mexc");
    }

    [Fact]
    public void Account_with_less_than_the_session_asks_for_starts_nothing_and_leaves_no_folder()
    {
        using var sandbox = new RunningCli(_folder.Path, ["sandbox", "mexc", "--port", "0", "--key", "key", "--secret", "secret-of-the-test", "--balance", "100"]);
        var address = new Uri(sandbox.WaitForLine("mexc sandbox: REST ").Split(' ')[3]);
        var session = JsonNode.Parse(File.ReadAllText(Paper("pump_dump_detection.json")))!;
        session["session_type"] = "live";
        session["market"] = new JsonObject { ["exchange"] = "mexc", ["rest_url"] = $"http://{address.Authority}", ["websocket_url"] = $"ws://{address.Authority}/edge", ["key_env"] = "RUN_KEY", ["secret_env"] = "RUN_SECRET" };
        File.WriteAllText(Path.Combine(_folder.Path, "live.json"), session.ToJsonString());

        var run = CliProcess.Run(_folder.Path, [("RUN_KEY", "key"), ("RUN_SECRET", "secret-of-the-test")], "run", "live.json");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("its initial_balance is 1000 USDT, the account has 100 free");
        Directory.GetDirectories(Sessions).ShouldBeEmpty();
        Run("session", "list").Output.ShouldContain("ERROR");
    }

    [Fact]
    public void Backtest_session_is_no_session_to_run()
    {
        var run = Run("run", SampleSession.File);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("its session_type is 'backtest'; expected");
    }

    public void Dispose() => _folder.Dispose();

    private string Paper(params string[] strategies)
    {
        var path = SampleSession.Write(_folder.Path, [.. strategies.Select(s => (JsonNode)s)]);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"backtest\"", "\"paper\"", StringComparison.Ordinal));
        return path;
    }

    private CliOutcome Run(params string[] arguments) => CliProcess.Run(_folder.Path, arguments);
}
