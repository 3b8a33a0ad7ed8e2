using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Orders;

/// <summary>An order as the engine wants it, before the risk check.</summary>
public sealed record OrderRequest
{
    /// <summary>Chosen by us, unique for ever; the key of every later event of this order.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>The strategy that it belongs to.</summary>
    public required string StrategyName { get; init; }

    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Position of the symbol in the session's list, from 0.</summary>
    public required int SymbolIndex { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>The position that it opens or closes.</summary>
    public required PositionSide PositionSide { get; init; }

    /// <summary>Base asset, a multiple of the instrument's step, &gt; 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price in quote currency, a multiple of the tick; <see langword="null"/> makes it a market order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary><see langword="true"/>: may shrink a position, never open or flip one.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Notional ÷ margin of the position.</summary>
    public required int Leverage { get; init; }

    /// <summary>The order's unfilled rest expires at this time; <see langword="null"/> never.</summary>
    public Timestamp? ExpiresAt { get; init; }

    /// <summary>Event time at which it was decided.</summary>
    public required Timestamp CreatedAt { get; init; }

    /// <summary>Last trade price when it was decided, quote currency.</summary>
    public required decimal LastPrice { get; init; }

    /// <summary>MARKET or LIMIT.</summary>
    public OrderType Type => LimitPrice is null ? OrderType.Market : OrderType.Limit;
}
