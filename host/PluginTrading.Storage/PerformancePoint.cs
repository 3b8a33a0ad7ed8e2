using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A point of a session's equity curve with the figures so far. A point with the same amounts as the one before is not kept.</summary>
public sealed record PerformancePoint
{
    public required Timestamp Time { get; init; }
    public required decimal Balance { get; init; }
    public required decimal Equity { get; init; }

    /// <summary>Fall from the running peak in percent of the peak, ≥ 0.</summary>
    public required decimal DrawdownPct { get; init; }

    /// <summary>Σ realized of all fills, before fees; <see langword="null"/> for backtests, as all that follows.</summary>
    public decimal? RealizedPnl { get; init; }
    public decimal? UnrealizedPnl { get; init; }
    public decimal? Commission { get; init; }
    public decimal? Funding { get; init; }
    public long? TotalTrades { get; init; }
    public double? WinRate { get; init; }
    public double? ProfitFactor { get; init; }
    public double? SharpeRatio { get; init; }
    public double? SortinoRatio { get; init; }
}
