namespace PluginTrading.Engine.Portfolio;

/// <summary>Isolated-margin arithmetic. Amounts are quote currency, rates fractions.</summary>
public static class Margin
{
    /// <summary>Entry notional ÷ leverage, plus the taker fee of closing, which is kept in reserve.</summary>
    public static decimal Initial(decimal entryPrice, decimal quantity, int leverage, decimal takerFeeRate) =>
        (entryPrice * quantity / leverage) + (entryPrice * quantity * takerFeeRate);

    /// <summary>100 × (initial + unrealized − maintenance) ÷ initial.</summary>
    public static decimal RatioPct(decimal initial, decimal unrealized, decimal maintenance) => 100m * (initial + unrealized - maintenance) / initial;
}
