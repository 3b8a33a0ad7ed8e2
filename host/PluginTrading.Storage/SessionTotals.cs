namespace PluginTrading.Storage;

/// <summary>A session's figures so far. Amounts in quote currency.</summary>
public sealed record SessionTotals
{
    public required decimal InitialBalance { get; init; }

    /// <summary>Of the newest point of the equity curve.</summary>
    public required decimal CurrentBalance { get; init; }

    /// <summary>Of the newest point of the equity curve; <see langword="null"/> before the first.</summary>
    public decimal? CurrentEquity { get; init; }

    /// <summary>Σ of the closed trades, after fees and funding.</summary>
    public required decimal TotalPnl { get; init; }
    public required long TotalTrades { get; init; }
    public required long WinningTrades { get; init; }
    public required long LosingTrades { get; init; }

    /// <summary>Wins ÷ trades, a share of one; absent without trades.</summary>
    public double? WinRate { get; init; }

    /// <summary>Σ of winning ÷ Σ of losing trades; absent without a loss.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Deepest fall from a peak, percent of the peak.</summary>
    public double? MaxDrawdownPct { get; init; }

    /// <summary>Of daily returns, annualized; absent before the second day.</summary>
    public double? SharpeRatio { get; init; }

    /// <summary>Σ realized of all fills, before fees.</summary>
    public required decimal RealizedPnl { get; init; }

    /// <summary>Σ fees of all fills.</summary>
    public required decimal Commission { get; init; }

    /// <summary>Σ of the closed trades; positive was received.</summary>
    public required decimal Funding { get; init; }
}
