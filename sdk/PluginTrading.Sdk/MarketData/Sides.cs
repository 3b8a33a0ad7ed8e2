namespace PluginTrading.Sdk.MarketData;

/// <summary>The side of an order or fill.</summary>
public enum Side : byte
{
    /// <summary>Takes base asset in: opens a long or closes a short.</summary>
    Buy,

    /// <summary>Gives base asset away: opens a short or closes a long.</summary>
    Sell,
}

/// <summary>The side of a position.</summary>
public enum PositionSide : byte
{
    /// <summary>Gains when the price rises.</summary>
    Long,

    /// <summary>Gains when the price falls.</summary>
    Short,
}

/// <summary>The position sides that a strategy or a session allows.</summary>
public enum Direction : byte
{
    /// <summary>Only long positions.</summary>
    Long,

    /// <summary>Only short positions.</summary>
    Short,

    /// <summary>Long and short positions.</summary>
    Both,
}

/// <summary>Who took liquidity in a trade, as far as the venue says.</summary>
public enum TakerSide : byte
{
    /// <summary>The venue does not say.</summary>
    Unknown,

    /// <summary>The buyer crossed the spread.</summary>
    Buy,

    /// <summary>The seller crossed the spread.</summary>
    Sell,
}
