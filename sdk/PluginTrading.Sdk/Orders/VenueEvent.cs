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

/// <summary>The order's rest was cancelled, on request or by the venue.</summary>
public sealed record OrderCancelled : OrderEvent;

/// <summary>The order's rest ended by time in force.</summary>
public sealed record OrderExpired : OrderEvent;

/// <summary>The venue refused the order; nothing of it was filled.</summary>
public sealed record OrderRejected : OrderEvent
{
    /// <summary>The venue's reason.</summary>
    public required string Reason { get; init; }
}

/// <summary>There was no clear answer to the order: it may work, be filled or not exist. The venue is asked; nothing is sent again.</summary>
public sealed record OrderUnknown : OrderEvent
{
    /// <summary>What came instead of an answer.</summary>
    public required string Cause { get; init; }
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

    /// <summary>The venue's id of the payment; <see langword="null"/> at a simulated venue.</summary>
    public string? FundingId { get; init; }
}

/// <summary>A position changed at the venue without an order of ours: it was reduced, increased or closed from outside.</summary>
public sealed record PositionAdjusted : VenueEvent
{
    /// <summary>Position of the symbol in the session's list, from 0.</summary>
    public required int SymbolIndex { get; init; }

    /// <summary>What is open now, base asset; 0 when nothing is.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Average entry price of what is open now, quote currency.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Price of what was taken out, quote currency: the venue's fills where it has them, else the last price.</summary>
    public required decimal Price { get; init; }

    /// <summary>Fees of the change, quote currency.</summary>
    public required decimal Commission { get; init; }

    /// <summary>The venue's fills that it stands for, where they are known; none of them counts a second time.</summary>
    public IReadOnlyList<string> FillIds { get; init; } = [];

    /// <summary>For people.</summary>
    public required string Cause { get; init; }
}

/// <summary>The venue's balance differs from ours by this much for a reason that no fill, fee or funding explains.</summary>
public sealed record BalanceAdjusted : VenueEvent
{
    /// <summary>Quote currency; positive adds to our balance.</summary>
    public required decimal Amount { get; init; }

    /// <summary>For people.</summary>
    public required string Cause { get; init; }
}
