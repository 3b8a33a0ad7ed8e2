using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>A live session that trades without a pause against a sandbox of its own, both real processes; the session is killed again and again.</summary>
public sealed class LiveKillTests(ITestOutputHelper output) : IDisposable
{
    private const string Key = "kill-key";
    private const string Secret = "kill-secret";
    private static readonly HttpClient Http = new();

    private readonly TemporaryFolder _folder = new();

    private static bool IsLong => Environment.GetEnvironmentVariable("PLUGINTRADING_LONG_TESTS") is { Length: > 0 };

    [Fact]
    public async Task Session_that_is_killed_at_any_moment_and_resumed_has_each_order_once_and_ends_flat()
    {
        CliProcess.Run(_folder.Path, "data", "generate", "--out", "data", "--days", "1", "--pumps", "24", "--seed", "5").ExitCode.ShouldBe(0);
        using var sandbox = StartSandbox();
        var address = new Uri(sandbox.WaitForLine("mexc sandbox: REST ").Split(' ')[3]);
        var random = new Random(7);
        string? key = null;
        var kills = IsLong ? 60 : 6;
        for (var kill = 0; kill < kills; kill++)
        {
            using var session = key is null ? StartSession(WriteSession(address)) : StartSession("--resume", key);
            key ??= session.WaitForLine("session ").Split(' ', ':')[1];
            // Every third one comes at some moment of starting or resuming, the others while it trades.
            var isTrading = kill % 3 != 2;
            if (isTrading)
                await WaitForOrdersAsync(address, session);
            await KillAsync(session, random.NextDouble() * (isTrading ? 1 : 4));
        }

        using (var last = StartSession("--resume", key!))
        {
            await WaitForOrdersAsync(address, last);
            last.Send("INT");
            last.WaitForEnd().ShouldBe(0);
        }

        using var state = JsonDocument.Parse(await Http.GetStringAsync(new Uri(address, "sandbox/state"), TestContext.Current.CancellationToken));
        Check(key!, state.RootElement);
        var replay = CliProcess.Run(_folder.Path, "replay", key!, "--home", "sessions");
        output.WriteLine(replay.Output);
        replay.ExitCode.ShouldBe(0, replay.Output + replay.Error);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Each order of the venue is an intent, each there once; nothing is open.</summary>
    private void Check(string key, JsonElement state)
    {
        var (intents, epochs) = Journal(key);
        var orders = state.GetProperty("orders").EnumerateArray().ToList();
        var ids = orders.ConvertAll(o => o.GetProperty("externalOid").GetString()!);
        output.WriteLine($"{epochs} epochs, {intents.Count} intents, {ids.Count} orders at the venue, {state.GetProperty("deals").GetArrayLength()} fills");
        intents.ShouldBeUnique();
        ids.ShouldBeUnique();
        ids.ShouldBeSubsetOf(intents);
        ids.Count.ShouldBeGreaterThan(10, "it is to trade between the kills");
        epochs.ShouldBeGreaterThan(3);
        orders.Where(o => o.GetProperty("state").GetInt32() is 1 or 2).ShouldBeEmpty();
        state.GetProperty("positions").EnumerateArray().Where(p => Number(p, "holdVol") != 0).ShouldBeEmpty();
    }

    private (List<string> Intents, int Epochs) Journal(string key)
    {
        var (intents, epochs) = (new List<string>(), 0);
        using var journal = JournalReader.Open(SessionFolder.Find(_folder.File("sessions"), key)!.Journal);
        while (journal.Read() is { } record)
        {
            if (record is JournalDecision { Decision: { Kind: "submit" } decision })
                intents.Add(JsonDocument.Parse(decision.Text).RootElement.GetProperty("ClientOrderId").GetString()!);
            if (record is CommandInput { Command: Engine.Inputs.BeginEpoch })
                epochs++;
        }

        return (intents, epochs);
    }

    private static async Task KillAsync(RunningCli session, double afterSeconds)
    {
        // The moment is the test's subject: it is drawn, not waited for.
        await Task.Delay(TimeSpan.FromSeconds(afterSeconds), TestContext.Current.CancellationToken);
        session.HasEnded.ShouldBeFalse("it is to be killed, not to end by itself");
        session.Send("KILL");
        session.WaitForEnd();
    }

    /// <summary>Until the session has sent two more orders.</summary>
    private static async Task WaitForOrdersAsync(Uri address, RunningCli session)
    {
        var before = await CountAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        // An entry that never arrived holds its symbol for half a minute and is followed by 300 s of market time without another; that may happen twice.
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await CountAsync() < before + 2)
        {
            if (session.HasEnded || timeout.IsCancellationRequested)
                Assert.Fail($"no two orders within five minutes, ended: {session.HasEnded}\n{session.LastLines()}");
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        async Task<int> CountAsync()
        {
            using var state = JsonDocument.Parse(await Http.GetStringAsync(new Uri(address, "sandbox/state"), TestContext.Current.CancellationToken));
            return state.RootElement.GetProperty("orders").GetArrayLength();
        }
    }

    private RunningCli StartSandbox() => new(_folder.Path,
    [
        "sandbox", "mexc", "--port", "0", "--key", Key, "--secret", Secret, "--data", "data", "--speed", "10", "--no-rate-limits", "--seed", "3",
        "--fault", "partial_fills parts=3 chance=0.5 count=100000", "--fault", "timeout_after_accept ms=200 chance=0.1 count=100000",
        // An order that never arrives holds its symbol for half a minute; kills make enough of them.
        .. IsLong ? ["--fault", "timeout_before_accept ms=200 chance=0.03 count=100000"] : Array.Empty<string>(),
    ]);

    private RunningCli StartSession(params string[] what) =>
        new(_folder.Path, ["run", .. what, "--home", "sessions", "--on-stop", "flatten"], ("KILL_KEY", Key), ("KILL_SECRET", Secret));

    /// <summary>A strategy that enters at once and leaves at once, again and again.</summary>
    private string WriteSession(Uri address)
    {
        File.WriteAllText(_folder.File("restless.json"), """
            {
              "strategy_name": "restless",
              "direction": "LONG",
              "global_limits": { "base_size": 0.1, "leverage": 2, "signal_timeout_seconds": 60 },
              "signal_detection":      { "logic": "all", "conditions": [ { "condition_type": "price", "operator": "gte", "value": 0 } ] },
              "entry_conditions":      { "logic": "all", "conditions": [ { "condition_type": "price", "operator": "gte", "value": 0 } ] },
              "close_order_detection": { "logic": "any", "conditions": [ { "condition_type": "unrealized_pnl_pct", "operator": "gte", "value": -50 } ] },
              "emergency_exit":        { "logic": "any", "cooldown_seconds": 1, "conditions": [ { "condition_type": "unrealized_pnl_pct", "operator": "lte", "value": -60 } ] }
            }
            """);
        var session = new JsonObject
        {
            ["session_type"] = "live",
            ["strategies"] = new JsonArray("restless.json"),
            ["symbols"] = new JsonArray("PUMP_USDT"),
            ["initial_balance"] = 1000,
            ["market"] = new JsonObject
            {
                ["exchange"] = "mexc",
                ["rest_url"] = $"http://{address.Authority}",
                ["websocket_url"] = $"ws://{address.Authority}/edge",
                ["key_env"] = "KILL_KEY",
                ["secret_env"] = "KILL_SECRET",
            },
        };
        File.WriteAllText(_folder.File("session.json"), session.ToJsonString());
        return "session.json";
    }

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.String
        ? decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture)
        : element.GetProperty(name).GetDecimal();
}
