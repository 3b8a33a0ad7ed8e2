using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Service.Backtest;
using PluginTrading.Simulation;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>A backtest over events written by hand, and everything that came of it.</summary>
internal sealed class Scenario : IBacktestObserver
{
    private static readonly Timestamp Zero = Timestamp.FromDateTimeOffset(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly List<MarketEvent> _events = [];
    private readonly List<EngineEffect> _effects = [];

    /// <summary>Signal at 100 or more, entry at 110 or more, close at 130 or more, emergency at 50 or less: all on the last price.</summary>
    public static StrategyDefinition Strategy { get; } = new()
    {
        Name = "test",
        Direction = Direction.Long,
        Limits = new() { BaseSize = 0.1m },
        SignalDetection = All(Value("price") >= 100),
        SignalCancellation = Any(Value("price") <= 90),
        EntryConditions = All(Value("price") >= 110),
        CloseOrderDetection = Any(Value("price") >= 130),
        EmergencyExit = Any(Value("price") <= 50),
    };

    public static Instrument Instrument { get; } = new()
    {
        Symbol = "ABC_USDT",
        Base = "ABC",
        Quote = "USDT",
        PriceTick = 0.1m,
        QuantityStep = 0.001m,
    };

    public SessionSettings Settings { get; set; } = new() { Strategies = [Strategy], Instruments = [Instrument], InitialBalance = 1000 };

    public ExecutionSettings Execution { get; set; } = new() { Slippage = new FixedSlippage(0) };

    public IReadOnlyList<Transition> Transitions => [.. _effects.OfType<Transition>()];

    public IReadOnlyList<Signal> Signals => [.. _effects.OfType<Signal>().GroupBy(s => s.SignalId).Select(g => g.Last())];

    public IReadOnlyList<Order> Orders => [.. _effects.OfType<Order>().GroupBy(o => o.OrderId).Select(g => g.Last())];

    public IReadOnlyList<Fill> Fills => [.. _effects.OfType<Fill>()];

    public IReadOnlyList<Trade> Trades => [.. _effects.OfType<Trade>()];

    public IReadOnlyList<EquityPoint> Equity => [.. _effects.OfType<EquityPoint>()];

    public IReadOnlyList<EngineEffect> Effects => _effects;

    public BacktestRun Run { get; private set; } = new();

    /// <summary>Path of states of the only instance, the first left out.</summary>
    public string States => string.Join(" ", Transitions.Select(t => Names.Of(t.ToState)));

    public string Reasons => string.Join(" ", Transitions.Select(t => t.Reason));

    public static Scenario With(StrategyDefinition strategy) => new()
    {
        Settings = new() { Strategies = [strategy], Instruments = [Instrument], InitialBalance = 1000 },
    };

    public Scenario Trade(double seconds, double price, double quantity = 1, int symbol = 0) =>
        Add(MarketEvent.Trade(symbol, At(seconds), price, quantity));

    public Scenario Quote(double seconds, double bid, double ask, int symbol = 0) => Add(MarketEvent.Quote(symbol, At(seconds), bid, 1, ask, 1));

    public Scenario Mark(double seconds, double price, int symbol = 0) => Add(MarketEvent.Mark(symbol, At(seconds), price));

    public Scenario Funding(double seconds, double rate, int symbol = 0) => Add(MarketEvent.Funding(symbol, At(seconds), rate));

    public static Timestamp At(double seconds) => Zero.Plus(Timestamp.DurationOf(seconds));

    public Scenario Play()
    {
        var runner = new BacktestRunner(Settings, new ComponentCatalog(), Execution);
        Run = runner.RunAsync(new ListFeed(_events), this, CancellationToken.None).GetAwaiter().GetResult();
        return this;
    }

    public void OnEffect(EngineEffect effect) => _effects.Add(effect);

    public void OnBatch(ReadOnlySpan<MarketEvent> batch)
    {
    }

    private Scenario Add(MarketEvent e)
    {
        _events.Add(e);
        return this;
    }

    private sealed class ListFeed(List<MarketEvent> events) : IMarketDataFeed
    {
        private int _next;

        public ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
        {
            var count = Math.Min(buffer.Length, events.Count - _next);
            events.GetRange(_next, count).ToArray().CopyTo(buffer);
            _next += count;
            return ValueTask.FromResult(count);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
