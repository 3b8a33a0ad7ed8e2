using System.Collections.Concurrent;
using System.Text.Json;
using PluginTrading.Data;
using PluginTrading.Data.Generation;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Plugins;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Collect;
using PluginTrading.Service.Sessions;
using PluginTrading.Simulation;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>A sandbox that plays some minutes of a made-up market around a pump, and sessions that collect from it.</summary>
internal sealed class CollectRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>A day with a pump an hour; this seed's first is at 00:18.</summary>
    public static GeneratorSettings Market { get; } = new() { Symbol = "PUMP_USDT", Days = 1, Pumps = 24, Seed = 2 };

    public static LoadedPlugins Plugins { get; } = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);

    private readonly MarketReplay _feed;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<string> _log = new();

    private CollectRig(TemporaryFolder folder, IExchangeSandbox sandbox, MarketReplay feed)
    {
        Folder = folder;
        Sandbox = sandbox;
        _feed = feed;
    }

    public TemporaryFolder Folder { get; }

    /// <summary>What sessions have told, for messages of tests.</summary>
    public string Told => string.Join('\n', _log);

    public IExchangeSandbox Sandbox { get; }

    /// <summary>Where the sandbox's market comes from.</summary>
    public string Played => Folder.File("played");

    public string Recorded => Folder.File("recorded");

    public static async Task<CollectRig> StartAsync(double fromMinute, double toMinute, double speed, params string[] faults)
    {
        var folder = new TemporaryFolder();
        PumpGenerator.Run(folder.File("played"), Market, null, TestContext.Current.CancellationToken);
        var feed = new MarketReplay(DataSet.Open(folder.File("played")), [Market.Symbol], At(fromMinute), At(toMinute));
        var sandbox = Plugins.Components.Sandboxes["mexc"].Create(new SandboxSettings
        {
            Key = "key",
            Secret = "secret",
            Instruments = [PumpGenerator.Instrument(Market)],
            Feed = feed,
            Speed = speed,
            LimitsRates = false,
            Faults = faults,
            Time = TimeProvider.System,
            Log = static (_, _) => { },
        });
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        return new CollectRig(folder, sandbox, feed);
    }

    public static Timestamp At(double minute) => Market.Start.Plus((long)(minute * 60 * Timestamp.PerSecond));

    public Task PlayAsync() => Sandbox.RunAsync(_ending.Token);

    /// <summary>Settings of <c>market</c> in a session document. A connection is not given up because the machine is busy.</summary>
    public string MarketJson(string more = "") =>
        $$"""{ "exchange": "mexc", "rest_url": "http://{{Sandbox.Address.Authority}}", "websocket_url": "ws://{{Sandbox.Address.Authority}}/edge", "silent_after_seconds": 300{{more}} }""";

    public void Log(AlertSeverity severity, string text) => _log.Enqueue($"{severity}: {text}");

    /// <summary>Starts collecting and waits until the stream is connected.</summary>
    public async Task<RunningCollect> CollectAsync()
    {
        var services = new SessionServices { Time = TimeProvider.System, Log = Log };
        var plan = await CollectPlan.CreateAsync(Document(), Plugins.Components, services, static _ => null, TestContext.Current.CancellationToken);
        var collect = new RunningCollect(plan, new CollectSession(plan, services));
        await collect.UntilAsync(p => p.IsConnected, Patience);
        return collect;
    }

    /// <summary>Waits until so many connections are there, and a second more, in which they subscribe.</summary>
    public async Task ConnectedAsync(RunningCollect collect, int connections)
    {
        do
        {
            await collect.UntilAsync(static _ => true, Patience);
        }
        while (await ConnectionsAsync() < connections);
        await collect.UntilAsync(static _ => true, Patience);
        await collect.UntilAsync(static _ => true, Patience);
    }

    /// <summary>The market comes to its end and everything of it has been recorded.</summary>
    public async Task PlayToTheEndAsync(RunningCollect collect)
    {
        await PlayAsync();
        await collect.UntilAsync(p => p is { Events: > 0, AgeSeconds: > 1 }, Patience);
    }

    /// <summary>Connections to the sandbox now.</summary>
    public async Task<int> ConnectionsAsync()
    {
        using var http = new HttpClient();
        using var state = JsonDocument.Parse(await http.GetStringAsync(new Uri(Sandbox.Address, "sandbox/state"), TestContext.Current.CancellationToken));
        return state.RootElement.GetProperty("connections").GetInt32();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Sandbox.DisposeAsync();
        await _feed.DisposeAsync();
        _ending.Dispose();
        Folder.Dispose();
    }

    private SessionDocument Document() => new()
    {
        Path = "collect.json",
        Folder = Folder.Path,
        Text = "{}",
        SessionType = SessionType.Collect,
        Strategies = [],
        Symbols = [Market.Symbol],
        InitialBalance = 0,
        Market = new ExchangeMarket { Exchange = "mexc", Settings = MarketJson(), RecordingFolder = Recorded },
        Execution = new ExecutionSettings(),
        Risk = new RiskLimits(),
    };
}
