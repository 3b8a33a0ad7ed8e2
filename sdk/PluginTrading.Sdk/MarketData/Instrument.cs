namespace PluginTrading.Sdk.MarketData;

/// <summary>The rules of one futures contract, in base units: an adapter converts contracts.</summary>
public sealed record Instrument
{
    /// <summary>Name in this product, <c>BASE_QUOTE</c>, for instance <c>BTC_USDT</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>Base asset, for instance <c>BTC</c>.</summary>
    public required string Base { get; init; }

    /// <summary>Quote currency, for instance <c>USDT</c>.</summary>
    public required string Quote { get; init; }

    /// <summary>Order prices are multiples of this, &gt; 0.</summary>
    public required decimal PriceTick { get; init; }

    /// <summary>Order quantities are multiples of this, base asset, &gt; 0.</summary>
    public required decimal QuantityStep { get; init; }

    /// <summary>Base asset per venue contract, &gt; 0.</summary>
    public decimal ContractSize { get; init; } = 1m;

    /// <summary>Smallest order quantity, base asset; 0 when there is none.</summary>
    public decimal MinQuantity { get; init; }

    /// <summary>
    /// Largest order quantity, base asset, ≥ <see cref="QuantityStep"/>; <see langword="null"/> when there is none. A larger position is closed with several orders, one after the other; an
    /// entry above it is for the exchange to refuse.
    /// </summary>
    public decimal? MaxQuantity { get; init; }

    /// <summary>Smallest order notional, quote currency; 0 when there is none.</summary>
    public decimal MinNotional { get; init; }

    /// <summary>Highest leverage allowed, 1 to 200.</summary>
    public int MaxLeverage { get; init; } = 200;

    /// <summary>Maintenance margin rate, a fraction of entry notional.</summary>
    public decimal MaintenanceMarginRate { get; init; } = 0.004m;

    /// <summary>Liquidation fee rate, a fraction of notional.</summary>
    public decimal LiquidationFeeRate { get; init; } = 0.0004m;

    /// <summary>Taker fee in percent of notional; <see langword="null"/> leaves it to the session.</summary>
    public decimal? TakerFeePct { get; init; }

    /// <summary>Maker fee in percent of notional; <see langword="null"/> leaves it to the session.</summary>
    public decimal? MakerFeePct { get; init; }

    /// <summary>Constant spread in percent of mid, for data without quotes; <see langword="null"/> when unknown.</summary>
    public double? SpreadPct { get; init; }
}
