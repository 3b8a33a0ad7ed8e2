using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PluginTrading.Cli.Sessions;
using PluginTrading.Plugins;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Sessions;
using PluginTrading.Storage;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>A live session as a process of its own, against a sandbox of this process whose market the test moves by what the session prints.</summary>
internal sealed partial class KillRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly Lazy<LoadedPlugins> Plugins = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]));
    private static readonly HttpClient Http = new();

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedSandbox _sandbox;
    private RunningCli? _session;
    private string? _key;
    private string _state = "MONITORING";

    private KillRig(ScriptedSandbox sandbox)
    {
        _sandbox = sandbox;
        WriteDocuments();
    }

    public IExchangeSandbox Sandbox => _sandbox.Exchange;

    /// <summary>Round trips that the session has told of.</summary>
    public int Trades { get; private set; }

    public bool HasEnded => _session!.HasEnded;

    public static async Task<KillRig> StartAsync(params string[] faults) => new(await ScriptedSandbox.StartAsync(Plugins.Value, faults));

    /// <summary>Starts the session, or takes it up again.</summary>
    /// <param name="killAt">Point and count at which it kills itself; <see langword="null"/> for never.</param>
    public void Run(string? killAt)
    {
        _session?.Dispose();
        IEnumerable<(string, string)> hook = killAt is null ? [] : [("DOTNET_STARTUP_HOOKS", Path.Combine(AppContext.BaseDirectory, "PluginTrading.KillHook.dll")), ("KILL_AT", killAt)];
        string[] what = _key is null ? ["session.json"] : ["--resume", _key];
        _session = new RunningCli(_folder.Path, ["run", .. what, "--home", "sessions", "--on-stop", "flatten"], [("KILL_KEY", ScriptedSandbox.Key), ("KILL_SECRET", ScriptedSandbox.Secret), .. hook]);
        _key ??= _session.WaitForLine("session ").Split(' ', ':')[1];
        _state = "MONITORING";
    }

    /// <summary>Moves the market and the session with it until it is so.</summary>
    public async Task TradeUntilAsync(Func<bool> isSo, double? price = null)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            if (timeout.IsCancellationRequested)
                Assert.Fail($"not so after {Patience}; state {_state}, {Trades} trades, ended: {HasEnded}\n{_session!.LastLines()}");
            foreach (var line in _session!.TakeLines())
                Read(line);
            _sandbox.Trade(price ?? Onward());
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Exit code of the process.</summary>
    public int WaitForEnd() => _session!.WaitForEnd();

    /// <summary>Asks it to close what is open and to end.</summary>
    public async Task StopAsync()
    {
        _session!.Send("INT");
        await TradeUntilAsync(() => HasEnded, price: 99);
        if (_session.WaitForEnd() != 0)
            Assert.Fail(_session.LastLines());
    }

    /// <summary>Orders, fills, positions, money, journal and store agree; replaying gives the journal's decisions.</summary>
    public async Task CheckAsync()
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync(new Uri(Sandbox.Address, "sandbox/state"), TestContext.Current.CancellationToken));
        var venue = document.RootElement;
        var orders = venue.GetProperty("orders").EnumerateArray().ToDictionary(o => o.GetProperty("externalOid").GetString()!);
        var intents = Intents();
        intents.ShouldBeUnique();
        orders.Keys.ShouldBeSubsetOf(intents);
        orders.Values.Where(o => o.GetProperty("state").GetInt32() is 1 or 2).ShouldBeEmpty();
        venue.GetProperty("positions").EnumerateArray().Where(p => Number(p, "holdVol") != 0).ShouldBeEmpty();
        CheckStore(venue, orders, intents);

        using var journal = JournalReader.Open(Folder.Journal);
        var replay = SessionReplay.Run(SessionPlanner.Replay(SessionPlace.Document(journal.Header, Plugins.Value)!, journal.Header), Plugins.Value.Components, journal, null, TestContext.Current.CancellationToken);
        replay.Difference.ShouldBeNull();
        replay.Decisions.ShouldBeGreaterThan(0);
    }

    public async ValueTask DisposeAsync()
    {
        _session?.Dispose();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
    }

    private SessionFolder Folder => SessionFolder.Find(_folder.File("sessions"), _key!)!;

    /// <summary>The price that brings the strategy on from where it is: even rounds end well, odd ones in an emergency.</summary>
    private double Onward() => _state switch
    {
        "INACTIVE" or "EXITED" or "SIGNAL_CANCELLED" => 106,
        "MONITORING" => 107,
        "SIGNAL_DETECTED" or "ENTRY_EVALUATION" => 111,
        _ => Trades % 2 == 0 ? 131 : 104,
    };

    private void Read(string line)
    {
        if (Moved().Match(line) is { Success: true } move)
            _state = move.Groups[1].Value;
        if (line.Contains("  trade ", StringComparison.Ordinal))
            Trades++;
    }

    private List<string> Intents()
    {
        var intents = new List<string>();
        using var journal = JournalReader.Open(Folder.Journal);
        while (journal.Read() is { } record)
        {
            if (record is JournalDecision { Decision: { Kind: "submit" } decision })
                intents.Add(JsonDocument.Parse(decision.Text).RootElement.GetProperty("ClientOrderId").GetString()!);
        }

        return intents;
    }

    private void CheckStore(JsonElement venue, Dictionary<string, JsonElement> orders, List<string> intents)
    {
        using var store = SessionStore.Open(StoreLocation.Resolve(null, name => name == "PLUGINTRADING_HOME" ? _folder.File("home") : null), TimeProvider.System);
        var session = store.Find(_key!)!;
        var stored = store.Orders(new OrderFilter { SessionId = session.Id, Limit = 10_000 });
        stored.Select(o => o.Order.OrderId).ShouldBe(intents, ignoreOrder: true);
        stored.ShouldAllBe(o => o.Order.IsClosed);
        foreach (var order in stored.Where(o => orders.ContainsKey(o.Order.OrderId)))
            order.Order.FilledQuantity.ShouldBe(Number(orders[order.Order.OrderId], "dealVol") * ScriptedSandbox.Instrument.ContractSize, order.Order.OrderId);
        stored.Where(o => !orders.ContainsKey(o.Order.OrderId)).ShouldAllBe(o => o.Order.FilledQuantity == 0);
        store.Fills(session.Id).Count.ShouldBe(venue.GetProperty("deals").GetArrayLength());
        store.OpenPositions(session.Id).ShouldBeEmpty();
        (session.Totals.CurrentBalance + ScriptedSandbox.Outside).ShouldBe(Number(venue, "wallet"), 0.001m);
    }

    private void WriteDocuments()
    {
        File.WriteAllText(_folder.File("test.json"), """
            {
              "strategy_name": "test",
              "direction": "LONG",
              "global_limits": { "base_size": 0.2, "leverage": 2 },
              "signal_detection":      { "logic": "all", "conditions": [ { "condition_type": "price", "operator": "gte", "value": 100 } ] },
              "signal_cancellation":   { "logic": "any", "cooldown_seconds": 0, "conditions": [ { "condition_type": "price", "operator": "lte", "value": 1 } ] },
              "entry_conditions":      { "logic": "all", "conditions": [ { "condition_type": "price", "operator": "gte", "value": 110 } ] },
              "close_order_detection": { "logic": "any", "conditions": [ { "condition_type": "price", "operator": "gte", "value": 130 } ] },
              "emergency_exit":        { "logic": "any", "cooldown_seconds": 0, "conditions": [ { "condition_type": "price", "operator": "lte", "value": 105 } ] }
            }
            """);
        File.WriteAllText(_folder.File("session.json"), $$"""
            {
              "session_type": "live", "strategies": ["test.json"], "symbols": ["ABC_USDT"], "initial_balance": 1000,
              "market": { {{_sandbox.MarketMembers}}, "key_env": "KILL_KEY", "secret_env": "KILL_SECRET" },
              "supervision": { "tick_seconds": 0.05, "reconcile_every_seconds": 0.3, "ask_after_seconds": 0.2, "not_received_after_seconds": 0.5, "stale_after_seconds": 10, "late_after_seconds": 86400 }
            }
            """);
    }

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.String
        ? decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture)
        : element.GetProperty(name).GetDecimal();

    [GeneratedRegex(@"(?: test: [A-Z_]+ →|^test on ABC_USDT is) ([A-Z_]+)")]
    private static partial Regex Moved();
}
