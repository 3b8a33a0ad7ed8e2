using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Data;
using PluginTrading.Data.Generation;
using PluginTrading.Documents;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Plugins;
using PluginTrading.Scripting;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Scripts;
using PluginTrading.Service.Sessions;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>
/// The sample strategies live against the sandbox over hours of a made-up market with a pump in each, at high speed, flattened at the end. Of what the
/// session says only sums are kept, so that memory shows the session's own.
/// </summary>
internal sealed class SoakRun : IAsyncDisposable, ISessionSink
{
    public const decimal InitialBalance = 1000;
    public const decimal OutsideBalance = 4000;
    private const int Samples = 24;
    private static readonly GeneratorSettings Market = new() { Days = 1, Pumps = 24, Seed = 2 };
    private static readonly HttpClient Http = new();

    private readonly LoadedPlugins _plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
    private readonly TemporaryFolder _folder = new();
    private readonly double _hours;
    private readonly double _speed;
    private readonly MarketReplay _feed;
    private readonly IExchangeSandbox _sandbox;
    private readonly SessionFolder _session;
    private readonly Dictionary<string, int> _fills = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fillIds = new(StringComparer.Ordinal);
    private readonly List<long> _heap = [];
    private readonly Dictionary<string, long> _sentAt = new(StringComparer.Ordinal);
    private readonly List<double> _latencies = [];
    private int _syncs;
    private long _syncBegan;
    private TimeSpan _syncing;
    private SessionPlan? _plan;
    private SessionRunner? _runner;

    /// <param name="hours">Of market time.</param>
    /// <param name="speed">Seconds of market time per second; 0 goes as fast as the session reads.</param>
    /// <param name="faults">Of the sandbox.</param>
    public SoakRun(double hours, double speed, params IEnumerable<string> faults)
    {
        (_hours, _speed) = (hours, speed);
        PumpGenerator.Run(_folder.File("data"), Market, null, TestContext.Current.CancellationToken);
        _feed = new MarketReplay(DataSet.Open(_folder.File("data")), [Market.Symbol], null, Market.Start.Plus((long)(hours * 3600 * Timestamp.PerSecond)));
        _session = SessionFolder.Create(_folder.File("sessions"));
        _sandbox = _plugins.Components.Sandboxes["mexc"].Create(new SandboxSettings
        {
            Key = "key",
            Secret = "secret",
            Balance = InitialBalance + OutsideBalance,
            Instruments = [Instrument],
            Feed = _feed,
            Speed = speed,
            ShiftsTimes = true,
            LimitsRates = false,
            Faults = [.. faults],
            Time = TimeProvider.System,
            Log = static (_, _) => { },
        });
    }

    public static Instrument Instrument { get; } = PumpGenerator.Instrument(Market);

    /// <summary>The last snapshot of each order.</summary>
    public Dictionary<string, Order> Orders { get; } = new(StringComparer.Ordinal);

    public List<Alert> Alerts { get; } = [];

    /// <summary>Strategies that traded, with how often.</summary>
    public Dictionary<string, int> Trades { get; } = new(StringComparer.Ordinal);

    /// <summary>Σ realized − commission of the fills.</summary>
    public decimal Booked { get; private set; }

    /// <summary>Σ funding of the trades.</summary>
    public decimal Funding { get; private set; }

    public int Fills => _fills.Values.Sum();

    /// <summary>Fills of orders that took more than one.</summary>
    public int PartialFills => _fills.Values.Where(n => n > 1).Sum();

    public bool FillsAreUnique { get; private set; } = true;

    /// <summary>Connections of the market stream that broke.</summary>
    public int Reconnects { get; private set; }

    public SessionEnd End { get; private set; } = null!;

    public string Key => _session.Key;

    /// <summary>Bytes of the managed heap after a collection, at even steps of market time.</summary>
    public IReadOnlyList<long> Heap => _heap;

    public double Seconds { get; private set; }

    /// <summary>Runs the whole market, then stops the session with everything closed.</summary>
    public async Task RunAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _sandbox.StartAsync(cancellation);
        var services = new SessionServices { Time = TimeProvider.System, Sinks = [this], Log = Log, Reach = Reach };
        var planner = new SessionPlanner(_plugins.Components, services, name => name == "SANDBOX_KEY" ? "key" : name == "SANDBOX_SECRET" ? "secret" : null);
        _plan = await planner.PlanAsync(Document(), cancellation) with
        {
            Supervision = new() { TickSeconds = 0.05, ReconcileEverySeconds = 0.5, AskAfterSeconds = 0.5, NotReceivedAfterSeconds = 1, StaleAfterSeconds = 5, LateAfterSeconds = 1e9 },
        };
        _runner = await new SessionLauncher(_plugins.Components, services, planner).StartAsync(_plan, _session, cancellation);
        var started = Stopwatch.GetTimestamp();
        var running = _runner.RunAsync(cancellation);
        await WaitForStreamsAsync(running);
        using var sampling = new CancellationTokenSource();
        var samples = SampleAsync(sampling.Token);
        await await Task.WhenAny(_sandbox.RunAsync(cancellation), running);
        Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await sampling.CancelAsync();
        await samples;
        _runner.RequestStop(StopMode.Flatten);
        End = await running;
    }

    /// <summary>What the sandbox says of itself.</summary>
    public async Task<JsonElement> StateAsync()
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync(new Uri(_sandbox.Address, "sandbox/state"), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>Client order ids of the journal's order requests, in order.</summary>
    public List<string> Intents()
    {
        var intents = new List<string>();
        using var journal = JournalReader.Open(_session.Journal);
        while (journal.Read() is { } record)
        {
            if (record is JournalDecision { Decision: { Kind: "submit" } decision })
                intents.Add(JsonDocument.Parse(decision.Text).RootElement.GetProperty("ClientOrderId").GetString()!);
        }

        return intents;
    }

    public ReplayResult Replay()
    {
        using var journal = JournalReader.Open(_session.Journal);
        return SessionReplay.Run(SessionPlanner.Replay(Document(), journal.Header), _plugins.Components, journal, null, TestContext.Current.CancellationToken);
    }

    /// <summary>The figures, for people.</summary>
    public string Report() => string.Create(CultureInfo.InvariantCulture, $"""
        market time       {_hours} h, {_feed.EventsRead} events, {End.Events} of them handled
        seconds           {Seconds:0.0}, speed {_hours * 3600 / Seconds:0} of {_speed:0} asked for, {End.Events / Seconds:0} events a second
        trades            {Trades.Values.Sum()}: {string.Join(", ", Trades.Select(t => $"{t.Value} {t.Key}"))}
        orders            {Orders.Count}, fills {Fills}, of them partial {PartialFills}
        reconnects        {Reconnects}
        decision to fill  median {Quantile(0.5):0.0} ms, 90 % within {Quantile(0.9):0.0} ms, longest {Quantile(1):0.0} ms
        journal           {new FileInfo(_session.Journal).Length} bytes, {End.Inputs} inputs; {_syncs} syncs took {_syncing.TotalSeconds:0.00} s
        alerts            {string.Join(", ", Alerts.GroupBy(a => a.Rule).Select(g => $"{g.Count()} {g.Key}"))}
        balance           {End.Balance}
        heap, KiB         {string.Join(" ", _heap.Select(b => b / 1024))}
        """);

    public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SubmitOrder submit:
                    _sentAt[submit.Order.Request.ClientOrderId] = Stopwatch.GetTimestamp();
                    break;
                case Order order:
                    Orders[order.OrderId] = order;
                    break;
                case Fill fill:
                    if (_sentAt.Remove(fill.OrderId, out var sentAt))
                        _latencies.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
                    FillsAreUnique &= _fillIds.Add(fill.FillId);
                    _fills[fill.OrderId] = _fills.GetValueOrDefault(fill.OrderId) + 1;
                    Booked += fill.RealizedPnl - fill.Commission;
                    break;
                case Trade trade:
                    Trades[trade.StrategyName] = Trades.GetValueOrDefault(trade.StrategyName) + 1;
                    Funding += trade.Funding;
                    break;
                case Alert alert:
                    Alerts.Add(alert);
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_runner is not null)
            await _runner.DisposeAsync();
        if (_plan?.Exchange is { } exchange)
            await exchange.DisposeAsync();
        await _sandbox.DisposeAsync();
        await _feed.DisposeAsync();
        _plugins.Dispose();
        _folder.Dispose();
    }

    /// <summary>Measures how long the journal's syncs take, on the session's thread.</summary>
    private void Reach(string step)
    {
        if (step == "before_sync")
        {
            _syncBegan = Stopwatch.GetTimestamp();
        }
        else if (step == "after_sync")
        {
            _syncs++;
            _syncing += Stopwatch.GetElapsedTime(_syncBegan);
        }
    }

    private void Log(AlertSeverity severity, string text)
    {
        if (text.StartsWith("MEXC market", StringComparison.Ordinal) && text.EndsWith("connecting again", StringComparison.Ordinal))
            Reconnects++;
        TestContext.Current.TestOutputHelper?.WriteLine($"{_sandbox.MarketTime} {text}");
    }

    private double Quantile(double share) => _latencies.Order().ElementAtOrDefault((int)(share * (_latencies.Count - 1)));

    /// <summary>The market begins once both streams are there.</summary>
    private async Task WaitForStreamsAsync(Task running)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!running.IsCompleted && (await StateAsync()).GetProperty("connections").GetInt32() < 2)
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        Timestamp? first = null;
        while (_heap.Count < Samples)
        {
            first ??= _sandbox.MarketTime;
            if (_sandbox.MarketTime?.SecondsSince(first!.Value) >= _hours * 3600 * (_heap.Count + 1) / (Samples + 1))
                _heap.Add(GC.GetTotalMemory(forceFullCollection: true));
            if (cancellationToken.IsCancellationRequested)
                return;
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private SessionDocument Document()
    {
        var folder = Path.Combine(TestData.RepositoryRoot, "samples", "live-demo");
        var text = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "session.json")))!;
        text["strategies"]!.AsArray().Add("../pump-and-dump/pump_dump_detection.json");
        text["market"]!["rest_url"] = $"http://{_sandbox.Address.Authority}";
        text["market"]!["websocket_url"] = $"ws://{_sandbox.Address.Authority}/edge";
        // A day of these strategies may lose more than the sample allows, which would end the trading.
        text.AsObject().Remove("risk");
        var reader = new DocumentReader(_plugins.Components, new DocumentScripts(new ScriptCompiler(new())));
        var result = reader.ReadSession("session.json", Encoding.UTF8.GetBytes(text.ToJsonString()), folder);
        result.Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column} {d.Message}").ShouldBeEmpty();
        return result.Value!;
    }
}
