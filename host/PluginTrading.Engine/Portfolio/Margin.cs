using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Portfolio;

/// <summary>Isolated-margin arithmetic. Amounts are quote currency, rates fractions.</summary>
public static class Margin
{
    /// <summary>Entry notional ÷ leverage, plus the taker fee of closing, which is kept in reserve.</summary>
    public static decimal Initial(decimal entryPrice, decimal quantity, int leverage, decimal takerFeeRate) =>
        (entryPrice * quantity / leverage) + (entryPrice * quantity * takerFeeRate);

    /// <summary>Price at which the margin that is left equals the maintenance margin and the liquidation fee.</summary>
    public static decimal LiquidationPrice(PositionSide side, decimal entryPrice, decimal quantity, decimal initial, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var notional = entryPrice * quantity;
        return side == PositionSide.Long
            ? ((notional * (1m + instrument.MaintenanceMarginRate)) - initial) / (quantity * (1m - instrument.LiquidationFeeRate))
            : ((notional * (1m - instrument.MaintenanceMarginRate)) + initial) / (quantity * (1m + instrument.LiquidationFeeRate));
    }

    /// <summary>100 × (initial + unrealized − maintenance) ÷ initial.</summary>
    public static decimal RatioPct(decimal initial, decimal unrealized, decimal maintenance) => 100m * (initial + unrealized - maintenance) / initial;
}
