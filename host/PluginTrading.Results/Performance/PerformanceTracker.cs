using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Performance;

/// <summary>Computes a run's figures as its effects come: constant time per effect, memory that does not grow with the run.</summary>
public sealed class PerformanceTracker : IEffectSink
{
    private readonly RunDescription _description;
    private readonly TradeTally _session = new();
    private readonly Dictionary<string, TradeTally> _strategies;
    private readonly DailyReturns _dailyReturns;
    private decimal _fillCommission;
    private decimal _balance;
    private decimal _peak;
    private decimal _maxDrawdownPct;

    /// <exception cref="ArgumentException">The initial balance is not positive, or a strategy is listed twice.</exception>
    public PerformanceTracker(RunDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.InitialBalance <= 0)
            throw new ArgumentException($"The initial balance must be above 0; it is {description.InitialBalance}.", nameof(description));

        _description = description;
        _strategies = description.StrategyNames.ToDictionary(name => name, _ => new TradeTally(), StringComparer.Ordinal);
        _dailyReturns = new DailyReturns(description.InitialBalance);
        _balance = _peak = description.InitialBalance;
    }

    /// <exception cref="InvalidOperationException">A trade of a strategy that the session does not have, or equity that goes back in time.</exception>
    public void Take(EngineEffect effect)
    {
        switch (effect)
        {
            case EquityPoint point:
                TakePoint(point);
                break;
            case Fill fill:
                _fillCommission += fill.Commission;
                break;
            case Trade trade:
                _session.Add(trade);
                TallyOf(trade.StrategyName).Add(trade);
                break;
        }
    }

    /// <summary>The figures of everything taken so far.</summary>
    /// <exception cref="InvalidOperationException">An open round trip is of a strategy that the session does not have.</exception>
    public RunResult Result(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        foreach (var open in end.OpenRoundTrips)
            TallyOf(open.StrategyName);
        var session = SessionFigures(end);
        return new RunResult
        {
            Description = _description,
            End = end,
            Session = session,
            Strategies = [.. _description.StrategyNames.Select(name => KeyValuePair.Create(name, StrategyFigures(name, end, session)))],
        };
    }

    private void TakePoint(EquityPoint point)
    {
        _balance = point.Balance;
        _dailyReturns.Add(point.Time, point.Equity);
        if (point.Equity >= _peak)
            _peak = point.Equity;
        else
            _maxDrawdownPct = Math.Max(_maxDrawdownPct, 100m * (_peak - point.Equity) / _peak);
    }

    private TradeTally TallyOf(string strategyName) => _strategies.TryGetValue(strategyName, out var tally)
        ? tally
        : throw new InvalidOperationException(
            $"A trade of strategy '{strategyName}', which the session does not have; it has {string.Join(", ", _description.StrategyNames)}.");

    private PerformanceFigures SessionFigures(RunEnd end)
    {
        var maxDrawdownPct = (double)_maxDrawdownPct;
        var (sharpe, sortino) = _dailyReturns.Ratios(end.LastTime);
        return Figures(_session, _balance - _description.InitialBalance) with
        {
            MaxDrawdownPct = maxDrawdownPct,
            SharpeRatio = sharpe,
            SortinoRatio = sortino,
            CalmarRatio = Calmar(_balance, maxDrawdownPct, end),
            Commission = _fillCommission,
            Funding = _session.Funding + end.OpenRoundTrips.Sum(open => open.Funding),
        };
    }

    /// <summary>
    /// A session's only strategy has the session's figures. Of several, each has those that its trades define; equity is of the
    /// session alone, so drawdown and the ratios made from it stay absent.
    /// </summary>
    private PerformanceFigures StrategyFigures(string name, RunEnd end, PerformanceFigures session)
    {
        if (_strategies.Count == 1)
            return session;

        var tally = TallyOf(name);
        var commission = tally.Commission;
        var funding = tally.Funding;
        var pnl = tally.Pnl;
        foreach (var open in end.OpenRoundTrips.Where(open => open.StrategyName == name))
        {
            commission += open.Commission;
            funding += open.Funding;
            pnl += open.RealizedPnl - open.Commission + open.Funding;
        }

        return Figures(tally, pnl) with { Commission = commission, Funding = funding };
    }

    private PerformanceFigures Figures(TradeTally tally, decimal pnl) => new()
    {
        InitialBalance = _description.InitialBalance,
        FinalBalance = _description.InitialBalance + pnl,
        TotalPnl = pnl,
        TotalReturnPct = Ratio.Of(100m * pnl, _description.InitialBalance)!.Value,
        TotalTrades = tally.Count,
        WinningTrades = tally.Wins,
        LosingTrades = tally.Losses,
        WinRate = tally.WinRate,
        ProfitFactor = tally.ProfitFactor,
        AverageWin = tally.AverageWin,
        AverageLoss = tally.AverageLoss,
        BestTrade = tally.Best,
        WorstTrade = tally.Worst,
        Commission = 0,
        Funding = 0,
    };

    private double? Calmar(decimal finalBalance, double maxDrawdownPct, RunEnd end)
    {
        if (maxDrawdownPct == 0 || finalBalance < 0 || end is not { FirstTime: { } first, LastTime: { } last } || last <= first)
            return null;

        var days = (last.Nanoseconds - first.Nanoseconds) / (double)Timestamp.PerDay;
        var growth = Ratio.Of(finalBalance, _description.InitialBalance)!.Value;
        return Ratio.Defined((Math.Pow(growth, 365 / days) - 1) * 100 / maxDrawdownPct);
    }
}
