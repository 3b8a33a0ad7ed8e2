using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Risk;

/// <summary>Rounding to an instrument's grid.</summary>
internal static class Rounding
{
    /// <summary>Down to a multiple of <paramref name="step"/>.</summary>
    public static decimal Down(decimal value, decimal step) => Math.Floor(value / step) * step;

    /// <summary>Up to a multiple of <paramref name="step"/>.</summary>
    public static decimal Up(decimal value, decimal step) => Math.Ceiling(value / step) * step;

    /// <summary>A limit price on the grid, away from the market: down for a buy, up for a sell.</summary>
    public static decimal AwayFromMarket(decimal price, Side side, decimal tick) => side == Side.Buy ? Down(price, tick) : Up(price, tick);
}
