using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Performance;

/// <summary>
/// The figures of one equity curve and the trades behind it. A session and each of its strategies has one; they are computed alike,
/// point by point.
/// </summary>
internal sealed class OwnFigures
{
    private readonly decimal _initialBalance;
    private readonly TradeTally _trades = new();
    private readonly DailyReturns _dailyReturns;
    private decimal _last;
    private decimal _peak;
    private decimal _maxDrawdownPct;

    public OwnFigures(decimal initialBalance)
    {
        _initialBalance = _last = _peak = initialBalance;
        _dailyReturns = new DailyReturns(initialBalance);
    }

    public TradeTally Trades => _trades;

    /// <summary>Takes the next point of the curve.</summary>
    /// <exception cref="InvalidOperationException">It is of an earlier day than the point before it.</exception>
    public void TakePoint(Timestamp time, decimal equity)
    {
        _dailyReturns.Add(time, equity);
        _last = equity;
        if (equity >= _peak)
            _peak = equity;
        else
            _maxDrawdownPct = Math.Max(_maxDrawdownPct, 100m * (_peak - equity) / _peak);
    }

    /// <summary>The figures so far.</summary>
    /// <param name="end">How the run ended.</param>
    /// <param name="open">Round trips of this curve that have not come back to flat.</param>
    /// <param name="balance">Last balance, where it is known; else it is worked out.</param>
    public PerformanceFigures Figures(RunEnd end, IReadOnlyList<OpenRoundTrip> open, decimal? balance = null)
    {
        // Once all is flat, equity is balance.
        var booked = open.Sum(trip => trip.RealizedPnl - trip.Commission + trip.Funding);
        var finalBalance = balance ?? (open.Count == 0 ? _last : _initialBalance + _trades.Pnl + booked);
        var maxDrawdownPct = (double)_maxDrawdownPct;
        var (sharpe, sortino) = _dailyReturns.Ratios(end.LastTime);
        return new PerformanceFigures
        {
            InitialBalance = _initialBalance,
            FinalBalance = finalBalance,
            TotalPnl = finalBalance - _initialBalance,
            TotalReturnPct = Ratio.Of(100m * (finalBalance - _initialBalance), _initialBalance)!.Value,
            TotalTrades = _trades.Count,
            WinningTrades = _trades.Wins,
            LosingTrades = _trades.Losses,
            WinRate = _trades.WinRate,
            ProfitFactor = _trades.ProfitFactor,
            AverageWin = _trades.AverageWin,
            AverageLoss = _trades.AverageLoss,
            BestTrade = _trades.Best,
            WorstTrade = _trades.Worst,
            MaxDrawdownPct = maxDrawdownPct,
            SharpeRatio = sharpe,
            SortinoRatio = sortino,
            CalmarRatio = Calmar(finalBalance, maxDrawdownPct, end),
            Commission = _trades.Commission + open.Sum(trip => trip.Commission),
            Funding = _trades.Funding + open.Sum(trip => trip.Funding),
        };
    }

    private double? Calmar(decimal finalBalance, double maxDrawdownPct, RunEnd end)
    {
        if (maxDrawdownPct == 0 || finalBalance < 0 || end is not { FirstTime: { } first, LastTime: { } last } || last <= first)
            return null;

        var days = (last.Nanoseconds - first.Nanoseconds) / (double)Timestamp.PerDay;
        var growth = Ratio.Of(finalBalance, _initialBalance)!.Value;
        return Ratio.Defined((Math.Pow(growth, 365 / days) - 1) * 100 / maxDrawdownPct);
    }
}
