using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Risk;

/// <summary>How large an entry would be and at what price.</summary>
/// <param name="Size">Notional wanted, after clipping and before rounding, quote currency.</param>
/// <param name="Quantity">Size ÷ last price, rounded down to the step, base asset.</param>
/// <param name="LastPrice">Last trade price, quote currency.</param>
/// <param name="LimitPrice">On the tick grid; <see langword="null"/> for a market order.</param>
internal readonly record struct EntryPlan(decimal Size, decimal Quantity, decimal LastPrice, decimal? LimitPrice)
{
    public decimal Notional => Quantity * LastPrice;

    /// <param name="strategy">Whose entry.</param>
    /// <param name="instrument">The symbol's rules.</param>
    /// <param name="side">Buy or sell.</param>
    /// <param name="equity">The session's equity, quote currency.</param>
    /// <param name="lastPrice">Last trade price.</param>
    /// <param name="riskValue">Value of the risk indicator; NaN when there is none or it is not ready.</param>
    public static EntryPlan Create(StrategyDefinition strategy, Instrument instrument, Side side, decimal equity, decimal lastPrice, double riskValue)
    {
        var limits = strategy.Limits;
        var curve = strategy.RiskAdjustment?.SizeMultiplier;
        var multiplier = curve is null || !double.IsFinite(riskValue) ? 1m : Math.Round((decimal)curve.At(riskValue), 9);
        var size = equity * limits.BaseSize * multiplier;
        if (limits.MaxPositionSize is { } largest)
            size = Math.Min(size, largest);
        var quantity = size > 0 ? Rounding.Down(size / lastPrice, instrument.QuantityStep) : 0;
        decimal? limitPrice = null;
        if (limits.EntryOrderType == OrderType.Limit)
        {
            var offset = limits.EntryLimitOffsetPct / 100m;
            limitPrice = Rounding.AwayFromMarket(lastPrice * (side == Side.Buy ? 1m - offset : 1m + offset), side, instrument.PriceTick);
        }

        return new EntryPlan(size, quantity, lastPrice, limitPrice);
    }
}
