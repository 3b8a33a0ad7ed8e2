using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Orders;

/// <summary>Something that a venue says about our orders, positions or money.</summary>
public abstract record VenueEvent
{
    private protected VenueEvent()
    {
    }

    /// <summary>When it happened there.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>Something about one order.</summary>
public abstract record OrderEvent : VenueEvent
{
    private protected OrderEvent()
    {
    }

    /// <summary>Our id of the order.</summary>
    public required string ClientOrderId { get; init; }
}

/// <summary>The order is working.</summary>
public sealed record OrderOpened : OrderEvent
{
    /// <summary>The venue's id of the order.</summary>
    public required string VenueOrderId { get; init; }
}

/// <summary>One execution of an order or part of it.</summary>
public sealed record OrderFilled : OrderEvent
{
    /// <summary>The venue's id of this execution; a repeated one is dropped.</summary>
    public required string FillId { get; init; }

    /// <summary>Quote currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>Base asset, &gt; 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fee charged for it, quote currency; negative is a rebate.</summary>
    public required decimal Commission { get; init; }

    /// <summary>Taker or maker.</summary>
    public required Liquidity Liquidity { get; init; }
}

/// <summary>The order's rest was cancelled on request.</summary>
public sealed record OrderCancelled : OrderEvent;

/// <summary>The order's rest ended by time in force.</summary>
public sealed record OrderExpired : OrderEvent;

/// <summary>The venue refused the order; nothing of it was filled.</summary>
public sealed record OrderRejected : OrderEvent
{
    /// <summary>The venue's reason.</summary>
    public required string Reason { get; init; }
}

/// <summary>A position was liquidated whole; its initial margin is lost.</summary>
public sealed record PositionLiquidated : VenueEvent
{
    /// <summary>Position of the symbol in the session's list, from 0.</summary>
    public required int SymbolIndex { get; init; }

    /// <summary>The venue's id of the execution.</summary>
    public required string FillId { get; init; }

    /// <summary>Liquidation price, quote currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>Initial margin lost, quote currency, &gt; 0.</summary>
    public required decimal Loss { get; init; }
}

/// <summary>Funding was paid or received on an open position.</summary>
public sealed record FundingPaid : VenueEvent
{
    /// <summary>Position of the symbol in the session's list, from 0.</summary>
    public required int SymbolIndex { get; init; }

    /// <summary>Quote currency; positive was received, negative paid.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The rate, a fraction.</summary>
    public required decimal Rate { get; init; }
}
