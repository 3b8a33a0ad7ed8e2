using PluginTrading.Engine.Effects;

namespace PluginTrading.Results.Performance;

/// <summary>Computes a run's figures as its effects come: constant time per effect, memory that does not grow with the run.</summary>
public sealed class PerformanceTracker : IEffectSink
{
    private readonly RunDescription _description;
    private readonly OwnFigures _session;
    private readonly OwnFigures[] _strategies;
    private readonly Dictionary<string, OwnFigures> _byName;
    private decimal _balance;
    private TradingHalted? _halted;

    /// <exception cref="ArgumentException">The initial balance is not positive, or a strategy is listed twice.</exception>
    public PerformanceTracker(RunDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.InitialBalance <= 0)
            throw new ArgumentException($"The initial balance must be above 0; it is {description.InitialBalance}.", nameof(description));

        _description = description;
        _balance = description.InitialBalance;
        _session = new OwnFigures(description.InitialBalance);
        _strategies = [.. description.StrategyNames.Select(_ => new OwnFigures(description.InitialBalance))];
        _byName = description.StrategyNames.Zip(_strategies).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <exception cref="InvalidOperationException">
    /// A trade of a strategy that the session does not have, a point without one value per strategy, or equity that goes back in time.
    /// </exception>
    public void Take(EngineEffect effect)
    {
        switch (effect)
        {
            case EquityPoint point:
                TakePoint(point);
                break;
            case Trade trade:
                _session.Trades.Add(trade);
                FiguresOf(trade.StrategyName).Trades.Add(trade);
                break;
            case TradingHalted halted:
                _halted ??= halted;
                break;
        }
    }

    /// <summary>The figures of everything taken so far.</summary>
    /// <exception cref="InvalidOperationException">An open round trip is of a strategy that the session does not have.</exception>
    public RunResult Result(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        foreach (var open in end.OpenRoundTrips)
            FiguresOf(open.StrategyName);
        return new RunResult
        {
            Description = _description,
            End = end,
            Halted = _halted,
            Session = _session.Figures(end, end.OpenRoundTrips, _balance),
            Strategies = [.. _description.StrategyNames.Select(name => KeyValuePair.Create(name, FiguresOf(name).Figures(end, OpenOf(end, name))))],
        };
    }

    private void TakePoint(EquityPoint point)
    {
        if (point.StrategyEquity.Count != _strategies.Length)
        {
            throw new InvalidOperationException(
                $"The point of the equity curve at {point.Time} has values of {point.StrategyEquity.Count} strategies; the session has {_strategies.Length}.");
        }

        _balance = point.Balance;
        _session.TakePoint(point.Time, point.Equity);
        for (var index = 0; index < _strategies.Length; index++)
            _strategies[index].TakePoint(point.Time, point.StrategyEquity[index]);
    }

    private OwnFigures FiguresOf(string strategyName) => _byName.TryGetValue(strategyName, out var figures)
        ? figures
        : throw new InvalidOperationException(
            $"A trade of strategy '{strategyName}', which the session does not have; it has {string.Join(", ", _description.StrategyNames)}.");

    private static List<OpenRoundTrip> OpenOf(RunEnd end, string strategyName) => [.. end.OpenRoundTrips.Where(open => open.StrategyName == strategyName)];
}
