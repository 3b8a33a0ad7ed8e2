using System.Collections.Concurrent;
using System.Text.Json;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Inputs;
using PluginTrading.Engine.Settings;
using PluginTrading.Plugins;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Sessions;
using PluginTrading.Simulation;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>A live session against the sandbox over loopback, both loaded as plugins; the test moves the market and may kill and resume the session.</summary>
internal sealed class LiveRig : IAsyncDisposable, ISessionSink
{
    public const string Symbol = ScriptedSandbox.Symbol;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<LoadedPlugins> Plugins = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]));
    private static readonly HttpClient Http = new();

    private readonly ScriptedSandbox _sandbox;
    private readonly string _root = Directory.CreateTempSubdirectory("live-rig-").FullName;
    private readonly ConcurrentQueue<EngineEffect> _effects = new();
    private SessionFolder? _folder;
    private SessionRunner? _runner;
    private SessionPlan? _plan;
    private Task<SessionEnd>? _running;
    private CancellationTokenSource _run = new();
    private bool _isKilled;

    private LiveRig(ScriptedSandbox sandbox) => _sandbox = sandbox;

    public static Instrument Instrument => ScriptedSandbox.Instrument;

    /// <summary>Signal at 100 or more, entry at 110 or more, close at 130 or more, emergency at 108 or less: all on the last price.</summary>
    public StrategyDefinition Strategy { get; set; } = new()
    {
        Name = "test",
        Direction = Direction.Long,
        Limits = new() { BaseSize = 0.2m, Leverage = 2 },
        SignalDetection = All(Value("price") >= 100),
        SignalCancellation = ((SectionDefinition)Any(Value("price") <= 1)).WithCooldown(0),
        EntryConditions = All(Value("price") >= 110),
        CloseOrderDetection = Any(Value("price") >= 130),
        EmergencyExit = ((SectionDefinition)Any(Value("price") <= 105)).WithCooldown(0),
    };

    public SupervisionSettings Supervision { get; set; } = new()
    {
        TickSeconds = 0.02,
        ReconcileEverySeconds = 0.15,
        AskAfterSeconds = 0.2,
        NotReceivedAfterSeconds = 0.4,
        StaleAfterSeconds = 5,
        // The test's market has a time of its own.
        LateAfterSeconds = 1e9,
    };

    /// <summary>Told each step around orders and the journal; throws to kill the session there.</summary>
    public Action<string> Reach { get; set; } = static _ => { };

    /// <summary>Makes what also listens to the session, each time that it is started or taken up; <see langword="null"/> for nothing.</summary>
    public Func<SessionPlan, SessionFolder, MinuteCandles, ISessionSink>? Listener { get; set; }

    /// <summary>More settings of the adapter, as JSON members.</summary>
    public string AdapterSettings { get; set; } = "";

    public IReadOnlyCollection<EngineEffect> Effects => _effects;

    public MachineState State => _effects.OfType<Transition>().LastOrDefault()?.ToState ?? MachineState.Inactive;

    public int Trades => _effects.OfType<Trade>().Count();

    public SessionPlan Plan => _plan!;

    public SessionRunner Runner => _runner!;

    public Task<SessionEnd> Running => _running!;

    public SessionFolder Folder => _folder!;

    public IExchangeSandbox Sandbox => _sandbox.Exchange;

    public static async Task<LiveRig> StartAsync(params string[] faults) => new(await ScriptedSandbox.StartAsync(Plugins.Value, faults));

    /// <summary>Starts the session, or takes it up where its journal ends.</summary>
    public async Task RunAsync()
    {
        var services = new SessionServices { Time = TimeProvider.System, Sinks = [this], Reach = name => Reach(name) };
        var planner = new SessionPlanner(Plugins.Value.Components, services, name => name == "KEY" ? ScriptedSandbox.Key : name == "SECRET" ? ScriptedSandbox.Secret : null);
        _plan = await planner.PlanAsync(Document(), TestContext.Current.CancellationToken) with { Supervision = Supervision };
        var isNew = _folder is null;
        _folder ??= SessionFolder.Create(_root);
        if (Listener is { } listener)
        {
            var candles = new MinuteCandles([Symbol]);
            services = services with { Candles = candles, Sinks = [this, listener(_plan, _folder, candles)] };
        }

        var launcher = new SessionLauncher(Plugins.Value.Components, services, planner);
        if (isNew)
        {
            _runner = await launcher.StartAsync(_plan, _folder, TestContext.Current.CancellationToken);
        }
        else
        {
            _effects.Clear();
            _runner = launcher.Resume(_plan, _folder, 0);
        }

        _isKilled = false;
        _run = new CancellationTokenSource();
        _running = _runner.RunAsync(_run.Token);
    }

    /// <summary>Ends the session as a killed process ends: what is not in the journal's file is lost.</summary>
    public async Task KillAsync()
    {
        await _run.CancelAsync();
        await ((Task)_running!).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _runner!.AbandonAsync();
        _isKilled = true;
        await _plan!.Exchange!.DisposeAsync();
    }

    public void Trade(double price) => _sandbox.Trade(price);

    /// <summary>Moves the market at the price that <paramref name="price"/> gives, again and again, until it is so.</summary>
    public async Task TradeUntilAsync(Func<double> price, Func<bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            // First, so that a price for what came after it is so never reaches the market.
            var next = price();
            if (isSo())
                return;
            if (_running is { IsCompleted: true, IsFaulted: true } faulted)
                await faulted;
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"not so after {Patience.TotalSeconds} s; state {State}, trades {Trades}, session {_running?.Status}; last: {string.Join(" | ", _effects.TakeLast(12))}; venue: {await StateAsync()}");
            Trade(next);
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until it is so while the market stands still.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"not so after {Patience.TotalSeconds} s; state {State}, session {_running?.Status}");
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Gives the session a command and waits until it is handled.</summary>
    public async Task CommandAsync(Func<Timestamp, EngineCommand> command)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Runner.Request(command, done.SetResult);
        await done.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    public Task LevelAsync(TradingLevel level) => CommandAsync(at => new ChangeTradingLevel { Time = at, Level = level, By = "test" });

    public Task TradeUntilAsync(double price, Func<bool> isSo) => TradeUntilAsync(() => price, isSo);

    public Task TradeUntilAsync(double price, MachineState state) => TradeUntilAsync(() => price, () => State == state);

    /// <summary>The price that brings the strategy on from where it is: even rounds end well, odd ones in an emergency.</summary>
    public double Onward() => State switch
    {
        MachineState.Inactive or MachineState.Exited or MachineState.SignalCancelled => 106,
        MachineState.Monitoring => 107,
        MachineState.SignalDetected or MachineState.EntryEvaluation => 111,
        _ => Trades % 2 == 0 ? 131 : 104,
    };

    /// <summary>What the sandbox says of itself.</summary>
    public async Task<JsonElement> StateAsync()
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync(new Uri(Sandbox.Address, "sandbox/state"), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>Runs the journal again in a fresh engine.</summary>
    public ReplayResult Replay(ISessionSink? sink = null)
    {
        using var journal = JournalReader.Open(_folder!.Journal);
        return SessionReplay.Run(SessionPlanner.Replay(Document(), journal.Header), Plugins.Value.Components, journal, sink, TestContext.Current.CancellationToken);
    }

    public void Take(long sequence, IReadOnlyList<EngineEffect> effects)
    {
        foreach (var effect in effects)
            _effects.Enqueue(effect);
    }

    public async ValueTask DisposeAsync()
    {
        await _run.CancelAsync();
        if (_running is not null)
            await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_runner is not null && !_isKilled)
            await _runner.DisposeAsync();
        if (_plan?.Exchange is { } exchange && !_isKilled)
            await exchange.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_root, recursive: true);
        _run.Dispose();
    }

    private SessionDocument Document() => new()
    {
        Path = "session.json",
        Folder = _root,
        Text = "{}",
        SessionType = SessionType.Live,
        Strategies = [new SessionStrategy { Definition = Strategy, Plugin = "test/test" }],
        Symbols = [Symbol],
        InitialBalance = 1000,
        Market = new ExchangeMarket
        {
            Exchange = "mexc",
            Settings = $$"""{ {{_sandbox.MarketMembers}}, "key_env": "KEY", "secret_env": "SECRET"{{AdapterSettings}} }""",
        },
        Execution = new ExecutionSettings(),
        Risk = new RiskLimits(),
    };
}
