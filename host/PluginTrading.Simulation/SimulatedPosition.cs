using PluginTrading.Engine.Portfolio;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Simulation;

/// <summary>A position as the venue holds it.</summary>
/// <param name="Side">Long or short.</param>
/// <param name="Quantity">Base asset, &gt; 0.</param>
/// <param name="EntryPrice">Average by quantity, quote currency.</param>
/// <param name="Leverage">Notional ÷ margin at entry.</param>
internal sealed record SimulatedPosition(PositionSide Side, decimal Quantity, decimal EntryPrice, int Leverage)
{
    public SimulatedPosition Increased(decimal quantity, decimal price) => this with
    {
        Quantity = Quantity + quantity,
        EntryPrice = ((EntryPrice * Quantity) + (price * quantity)) / (Quantity + quantity),
    };

    /// <summary>What is left, or <see langword="null"/> when nothing is.</summary>
    public SimulatedPosition? Reduced(decimal quantity) => quantity == Quantity ? null : this with { Quantity = Quantity - quantity };

    public decimal InitialMargin(decimal takerFeeRate) => Margin.Initial(EntryPrice, Quantity, Leverage, takerFeeRate);

    /// <summary>Price at which the margin that is left equals the maintenance margin and the liquidation fee.</summary>
    public decimal LiquidationPrice(Instrument instrument, decimal takerFeeRate) =>
        Margin.LiquidationPrice(Side, EntryPrice, Quantity, InitialMargin(takerFeeRate), instrument);
}
