namespace PluginTrading.Results.Performance;

/// <summary>
/// Figures of a session or of one of its strategies, named as the keys of <c>summary.json</c>. Amounts are in quote currency;
/// <see langword="null"/> means that a figure is not defined for this run.
/// </summary>
public sealed record PerformanceFigures
{
    public required decimal InitialBalance { get; init; }

    /// <summary>Session: the last balance. A strategy: the session's initial balance + its own P&amp;L.</summary>
    public required decimal FinalBalance { get; init; }

    /// <summary>Final − initial balance: net of commission and funding.</summary>
    public required decimal TotalPnl { get; init; }

    /// <summary>Total P&amp;L in percent of the initial balance.</summary>
    public required double TotalReturnPct { get; init; }

    /// <summary>Round trips that came back to flat.</summary>
    public required long TotalTrades { get; init; }

    /// <summary>Trades with P&amp;L &gt; 0.</summary>
    public required long WinningTrades { get; init; }

    /// <summary>Trades with P&amp;L &lt; 0; one that broke even is neither.</summary>
    public required long LosingTrades { get; init; }

    /// <summary>Wins ÷ trades, a share of one; absent without trades.</summary>
    public double? WinRate { get; init; }

    /// <summary>Gross wins ÷ gross losses; absent when there is no loss.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Mean P&amp;L of the winning trades.</summary>
    public decimal? AverageWin { get; init; }

    /// <summary>Mean P&amp;L of the losing trades, &lt; 0.</summary>
    public decimal? AverageLoss { get; init; }

    /// <summary>Highest P&amp;L of a trade.</summary>
    public decimal? BestTrade { get; init; }

    /// <summary>Lowest P&amp;L of a trade.</summary>
    public decimal? WorstTrade { get; init; }

    /// <summary>Largest fall of the own equity curve from its running peak, percent of the peak, ≥ 0.</summary>
    public double? MaxDrawdownPct { get; init; }

    /// <summary>Mean ÷ sample deviation of daily (UTC) equity returns × √365.</summary>
    public double? SharpeRatio { get; init; }

    /// <summary>Mean ÷ downside deviation over all days of daily (UTC) equity returns × √365.</summary>
    public double? SortinoRatio { get; init; }

    /// <summary>Return per 365 days in percent ÷ <see cref="MaxDrawdownPct"/>.</summary>
    public double? CalmarRatio { get; init; }

    /// <summary>Σ fees of all fills: those of trades and those of positions still open.</summary>
    public required decimal Commission { get; init; }

    /// <summary>Σ funding, that of positions still open included; positive was received.</summary>
    public required decimal Funding { get; init; }
}
