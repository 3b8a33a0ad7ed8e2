using PluginTrading.Sdk.Orders;

namespace PluginTrading.Sdk.Strategies;

/// <summary>Size, leverage, exits and timeouts of a strategy. A missing limit does not apply.</summary>
public sealed record StrategyLimits
{
    /// <summary>Share of equity that an entry's notional takes, &gt; 0 (may exceed 1 with leverage).</summary>
    public required decimal BaseSize { get; init; }

    /// <summary>Notional ÷ margin at entry, 1 to 200.</summary>
    public int Leverage { get; init; } = 1;

    /// <summary>Smallest entry notional, quote currency; a smaller one is refused.</summary>
    public decimal? MinPositionSize { get; init; }

    /// <summary>Largest entry notional, quote currency; a larger one is clipped.</summary>
    public decimal? MaxPositionSize { get; init; }

    /// <summary>Loss in percent of margin at which the position is closed, &gt; 0.</summary>
    public double? StopLossPct { get; init; }

    /// <summary>Gain in percent of margin at which the position is closed, &gt; 0.</summary>
    public double? TakeProfitPct { get; init; }

    /// <summary>Seconds after which a signal without entry is cancelled.</summary>
    public double? SignalTimeoutSeconds { get; init; }

    /// <summary>Seconds after which a position is closed.</summary>
    public double? MaxPositionAgeSeconds { get; init; }

    /// <summary>Type of the entry order.</summary>
    public OrderType EntryOrderType { get; init; } = OrderType.Market;

    /// <summary>Type of the close order; exits by stop loss and emergency are always MARKET.</summary>
    public OrderType CloseOrderType { get; init; } = OrderType.Market;

    /// <summary>How far from the last price a LIMIT entry is placed, percent; positive is away from the market.</summary>
    public decimal EntryLimitOffsetPct { get; init; }

    /// <summary>Seconds after which the unfilled rest of a LIMIT order is cancelled, &gt; 0.</summary>
    public double OrderTimeoutSeconds { get; init; } = 60;
}
