using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>MEXC's one number for side and effect: 1 opens a long, 2 closes a short, 3 opens a short, 4 closes a long.</summary>
internal readonly record struct OrderSide(Side Side, PositionSide PositionSide)
{
    /// <summary>Whether it grows the position.</summary>
    public bool Opens => (Side == Side.Buy) == (PositionSide == PositionSide.Long);

    /// <summary>1 to 4.</summary>
    public int Code => (Side, PositionSide) switch
    {
        (Side.Buy, PositionSide.Long) => 1,
        (Side.Buy, _) => 2,
        (_, PositionSide.Short) => 3,
        _ => 4,
    };

    /// <summary>Reads it. In one-way mode 1 is any buy and 3 any sell: one that may only reduce closes the other side.</summary>
    /// <exception cref="PayloadException">It is none of 1 to 4.</exception>
    public static OrderSide Read(Payload code, bool reduceOnly) => code.Int() switch
    {
        1 when reduceOnly => new(Side.Buy, PositionSide.Short),
        3 when reduceOnly => new(Side.Sell, PositionSide.Long),
        1 => new(Side.Buy, PositionSide.Long),
        2 => new(Side.Buy, PositionSide.Short),
        3 => new(Side.Sell, PositionSide.Short),
        4 => new(Side.Sell, PositionSide.Long),
        var other => throw new PayloadException($"side: expected 1 to 4, found {other}"),
    };

    /// <exception cref="PayloadException">It is neither 1 nor 2.</exception>
    public static PositionSide ReadPosition(Payload type) => type.Int() switch
    {
        1 => PositionSide.Long,
        2 => PositionSide.Short,
        var other => throw new PayloadException($"positionType: expected 1 or 2, found {other}"),
    };
}
