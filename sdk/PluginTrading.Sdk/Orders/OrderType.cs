namespace PluginTrading.Sdk.Orders;

/// <summary>How an order is priced.</summary>
public enum OrderType
{
    /// <summary>Fills at the market's price.</summary>
    Market,

    /// <summary>Fills at its limit price or better.</summary>
    Limit,

    /// <summary>Written by the venue when it liquidates a position.</summary>
    Liquidation,
}

/// <summary>Where an order is in its life.</summary>
public enum OrderStatus
{
    /// <summary>Sent, not answered.</summary>
    Pending,

    /// <summary>Working at the venue, nothing filled.</summary>
    Open,

    /// <summary>Working at the venue, part filled.</summary>
    PartiallyFilled,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Ended on request.</summary>
    Cancelled,

    /// <summary>Refused by the venue.</summary>
    Rejected,

    /// <summary>Ended by time in force.</summary>
    Expired,

    /// <summary>The venue has not said; never assume that it was refused.</summary>
    Unknown,
}

/// <summary>Which side of the book a fill was on.</summary>
public enum Liquidity
{
    /// <summary>It took liquidity.</summary>
    Taker,

    /// <summary>It gave liquidity.</summary>
    Maker,
}
