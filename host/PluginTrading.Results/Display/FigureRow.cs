using PluginTrading.Results.Performance;

namespace PluginTrading.Results.Display;

/// <summary>One figure as it is shown beside its name, wherever runs or strategies are shown or compared.</summary>
/// <param name="Key">Its key in <c>summary.json</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Text">How it is written.</param>
/// <param name="Sign">&gt; 0 where the figure is good news, &lt; 0 where it is bad; 0 where it is neither.</param>
public sealed record FigureRow(string Key, string Label, Func<PerformanceFigures, string> Text, Func<PerformanceFigures, int> Sign)
{
    /// <summary>All figures, in the order of showing.</summary>
    public static IReadOnlyList<FigureRow> All { get; } =
    [
        new("total_return_pct", "Return", f => FigureText.SignedPercent(f.TotalReturnPct), f => Math.Sign(f.TotalReturnPct)),
        new("total_pnl", "P&L", f => FigureText.Signed(f.TotalPnl), f => Math.Sign(f.TotalPnl)),
        new("final_balance", "Final balance", f => FigureText.Amount(f.FinalBalance), Plain),
        new("max_drawdown_pct", "Max drawdown", f => FigureText.Percent(f.MaxDrawdownPct), Plain),
        new("sharpe_ratio", "Sharpe", f => FigureText.Number(f.SharpeRatio), Plain),
        new("sortino_ratio", "Sortino", f => FigureText.Number(f.SortinoRatio), Plain),
        new("calmar_ratio", "Calmar", f => FigureText.Number(f.CalmarRatio), Plain),
        new("total_trades", "Trades", f => FigureText.Count(f.TotalTrades), Plain),
        new("winning_trades", "Won / lost", f => $"{FigureText.Count(f.WinningTrades)} / {FigureText.Count(f.LosingTrades)}", Plain),
        new("win_rate", "Win rate", f => FigureText.Percent(f.WinRate * 100), Plain),
        new("profit_factor", "Profit factor", f => FigureText.Number(f.ProfitFactor), Plain),
        new("average_win", "Average win", f => FigureText.Signed(f.AverageWin), Plain),
        new("average_loss", "Average loss", f => FigureText.Signed(f.AverageLoss), Plain),
        new("best_trade", "Best trade", f => FigureText.Signed(f.BestTrade), Plain),
        new("worst_trade", "Worst trade", f => FigureText.Signed(f.WorstTrade), Plain),
        new("commission", "Commission", f => FigureText.Amount(f.Commission), Plain),
        new("funding", "Funding", f => FigureText.Signed(f.Funding), Plain),
    ];

    private static int Plain(PerformanceFigures figures) => 0;
}
