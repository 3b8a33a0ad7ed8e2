namespace PluginTrading.Engine.Settings;

/// <summary>A session's limits. <see langword="null"/> does not apply; a value above a maximum or below a minimum denies the entry.</summary>
public sealed record RiskLimits
{
    /// <summary>Open positions and entries at work, this one included.</summary>
    public int MaxOpenPositions { get; init; } = 3;

    /// <summary>Entry notional, quote currency.</summary>
    public decimal? MaxPositionSize { get; init; }

    /// <summary>100 × Σ(im + unrealized − maintenance) ÷ Σ im must stay above this.</summary>
    public decimal MinMarginRatioPct { get; init; } = 50m;

    /// <summary>Highest leverage of an entry.</summary>
    public int? MaxLeverage { get; init; }

    /// <summary>Value of <c>volatility_pct</c> with its defaults above which there are no entries; not applied while it is not ready.</summary>
    public double? MaxVolatilityPct { get; init; }

    /// <summary>Loss since 00:00 UTC (fees − realized), quote currency.</summary>
    public decimal? MaxDailyLoss { get; init; }

    /// <summary>Whether the daily loss, once over its limit, also cancels entries at work and closes every position.</summary>
    public bool FlattenOnMaxDailyLoss { get; init; }

    /// <summary>Fall from the session's peak equity, percent: the kill switch, latched.</summary>
    public decimal? MaxDrawdownPct { get; init; }

    /// <summary>Whether the kill switch also cancels entries at work and closes every position.</summary>
    public bool FlattenOnMaxDrawdown { get; init; }

    /// <summary>Orders sent in the last second, this one included.</summary>
    public int? MaxOrdersPerSecond { get; init; }

    /// <summary>Orders sent in the last 60 seconds, this one included.</summary>
    public int? MaxOrdersPerMinute { get; init; }

    /// <summary>Distance of a limit price from the last price, percent.</summary>
    public decimal PriceCollarPct { get; init; } = 5m;
}
