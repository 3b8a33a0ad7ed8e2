using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Sdk.Exchanges;

/// <summary>What a venue says of one order. Quantities are base asset, prices quote currency.</summary>
public sealed record OrderReport
{
    /// <summary>Our id; <see langword="null"/> for an order that was sent without one.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>The venue's id; <see langword="null"/> when the venue did not take the order.</summary>
    public string? VenueOrderId { get; init; }

    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Open, partially filled, filled, cancelled, expired, rejected, or unknown when there was no clear answer.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>The position that it opens or closes.</summary>
    public required PositionSide PositionSide { get; init; }

    /// <summary>Whether it can only shrink a position.</summary>
    public required bool ReduceOnly { get; init; }

    /// <summary>Whole quantity, &gt; 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Filled so far.</summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>Limit price; <see langword="null"/> for a market order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Why it was rejected or cancelled, or what made it unknown.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the venue wrote it itself, to liquidate a position.</summary>
    public bool IsLiquidation { get; init; }

    /// <summary>Time of this state.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>One execution. Quantities are base asset, amounts quote currency.</summary>
public sealed record FillReport
{
    /// <summary>The venue's id, unique in the account.</summary>
    public required string FillId { get; init; }

    /// <summary>The venue's id of the order.</summary>
    public required string VenueOrderId { get; init; }

    /// <summary>Our id of the order; <see langword="null"/> where the venue does not say.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>The position that it opened or closed.</summary>
    public required PositionSide PositionSide { get; init; }

    /// <summary>Price, &gt; 0.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quantity, &gt; 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fee; negative is a rebate.</summary>
    public required decimal Commission { get; init; }

    /// <summary>Taker or maker.</summary>
    public required Liquidity Liquidity { get; init; }

    /// <summary>Whether the venue liquidated the position with it.</summary>
    public bool IsLiquidation { get; init; }

    /// <summary>When it happened there.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>What a venue says of one position.</summary>
public sealed record PositionReport
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Long or short.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>Base asset; 0 when it is closed.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Average entry price, quote currency.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Notional ÷ margin at entry.</summary>
    public required int Leverage { get; init; }

    /// <summary>Isolated margin, quote currency.</summary>
    public decimal Margin { get; init; }

    /// <summary>Where it is liquidated, quote currency; <see langword="null"/> when not said.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>Whether the venue is liquidating it.</summary>
    public bool IsLiquidating { get; init; }

    /// <summary>Time of this state.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>One payment of funding.</summary>
public sealed record FundingReport
{
    /// <summary>The venue's id, unique in the account.</summary>
    public required string FundingId { get; init; }

    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Position side that it was paid on.</summary>
    public required PositionSide PositionSide { get; init; }

    /// <summary>Quote currency; positive was received.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The rate, a fraction.</summary>
    public required decimal Rate { get; init; }

    /// <summary>Time of payment.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>An account's money, quote currency.</summary>
public sealed record WalletReport
{
    /// <summary>For instance <c>USDT</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>Cash, margin of positions and orders included, unrealized P&amp;L not.</summary>
    public required decimal Balance { get; init; }

    /// <summary>Free for new orders.</summary>
    public required decimal Available { get; init; }

    /// <summary>Margin of positions and of orders at work.</summary>
    public required decimal MarginUsed { get; init; }

    /// <summary>Time of this state.</summary>
    public required Timestamp Time { get; init; }
}
