using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Report;

/// <summary>
/// Keeps of a run what its report draws: prices and equity thinned out, the newest trades, signals and transitions. Memory does not
/// grow with the run, and a market event costs no allocation.
/// </summary>
public sealed class ReportRecorder : IEffectSink
{
    private const int EquityStretches = 4096;
    private const int StretchesInAll = 65_536;
    private const int MostTrades = 1000;
    private const int MostSignals = 2000;
    private const int MostTransitions = 6000;
    private const int MostAlerts = 50;

    private readonly SeriesTrail[] _prices;
    private readonly SeriesTrail[] _strategyEquity;
    private readonly Dictionary<long, Signal> _openSignals = [];
    private readonly Dictionary<string, int> _symbols;
    private readonly CloseUps _closeUps;

    public ReportRecorder(RunDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
        _prices = Trails(description.Symbols.Count);
        _symbols = description.Symbols.Select((symbol, index) => (symbol, index)).ToDictionary(pair => pair.symbol, pair => pair.index, StringComparer.Ordinal);
        _closeUps = new CloseUps(description.Symbols.Count);
        _strategyEquity = Trails(description.StrategyNames.Count);
    }

    internal RunDescription Description { get; }

    /// <summary>Trade prices, in the session's order of symbols.</summary>
    internal IReadOnlyList<SeriesTrail> Prices => _prices;

    /// <summary>Prices around trades, where they are at least twice as fine as those of the whole run.</summary>
    internal IEnumerable<(int SymbolIndex, SeriesTrail Prices)> CloseUps => _closeUps.All.Where(closeUp => closeUp.Prices.Width * 2 <= _prices[closeUp.SymbolIndex].Width);

    internal SeriesTrail Equity { get; } = new(EquityStretches);

    /// <summary>Fall from the running peak, percent.</summary>
    internal SeriesTrail Drawdown { get; } = new(EquityStretches);

    /// <summary>Own curves, in the session's order of strategies.</summary>
    internal IReadOnlyList<SeriesTrail> StrategyEquity => _strategyEquity;

    internal NewestRows<Trade> Trades { get; } = new(MostTrades);

    /// <summary>S1 signals, each in its last state.</summary>
    internal IEnumerable<Signal> Signals => ClosedSignals.Concat(_openSignals.Values).OrderBy(signal => signal.SignalId);

    internal NewestRows<Transition> Transitions { get; } = new(MostTransitions);

    internal NewestRows<Alert> Alerts { get; } = new(MostAlerts);

    internal NewestRows<Signal> ClosedSignals { get; } = new(MostSignals);

    /// <summary>Takes the market events of a batch; only trades are drawn.</summary>
    public void TakeBatch(ReadOnlySpan<MarketEvent> batch)
    {
        foreach (ref readonly var e in batch)
        {
            if (e.Kind == MarketEventKind.Trade)
                TakePrice(e.SymbolIndex, e.Time, e.Price);
        }
    }

    /// <exception cref="KeyNotFoundException">A transition on a symbol that the session does not have.</exception>
    public void Take(EngineEffect effect)
    {
        switch (effect)
        {
            case EquityPoint point:
                TakePoint(point);
                break;
            case Signal { SignalType: SectionKind.S1 } signal:
                TakeSignal(signal);
                break;
            case Trade trade:
                Trades.Add(trade);
                break;
            case Transition transition:
                Transitions.Add(transition);
                _closeUps.Take(_symbols[transition.Symbol], transition);
                break;
            case Alert alert:
                Alerts.Add(alert);
                break;
        }
    }

    /// <summary>The newest trades, in order of closing.</summary>
    /// <param name="count">How many at most; a thousand are kept.</param>
    public IReadOnlyList<Trade> NewestTrades(int count) => [.. Trades.TakeLast(count)];

    /// <summary>The equity curve as it is drawn: values at even distances in time, the first at the first event, the last at the end.</summary>
    public IReadOnlyList<double> EquityCurve()
    {
        var curve = new List<double>(Equity.Count);
        for (var index = 0; index < Equity.Count; index++)
            curve.Add(Equity.At(index) is { } stretch ? stretch.Last : curve[^1]);
        return curve;
    }

    /// <summary>The more there are, the coarser each.</summary>
    private static SeriesTrail[] Trails(int count)
    {
        var stretches = Math.Clamp(StretchesInAll / Math.Max(count, 1), 128, EquityStretches) / 2 * 2;
        return [.. Enumerable.Range(0, count).Select(_ => new SeriesTrail(stretches))];
    }

    private void TakePrice(int symbolIndex, Timestamp time, double price)
    {
        _prices[symbolIndex].Add(time, price);
        _closeUps.Add(symbolIndex, time, price);
    }

    private void TakePoint(EquityPoint point)
    {
        Equity.Add(point.Time, (double)point.Equity);
        Drawdown.Add(point.Time, (double)point.DrawdownPct);
        for (var index = 0; index < _strategyEquity.Length; index++)
            _strategyEquity[index].Add(point.Time, (double)point.StrategyEquity[index]);
    }

    /// <summary>A signal is open until it was acted on; there is at most one of each machine at a time.</summary>
    private void TakeSignal(Signal signal)
    {
        if (signal.ExecutionStatus == SignalStatus.Pending && signal.Action != SignalAction.Hold)
        {
            _openSignals[signal.SignalId] = signal;
            return;
        }

        _openSignals.Remove(signal.SignalId);
        ClosedSignals.Add(signal);
    }
}
