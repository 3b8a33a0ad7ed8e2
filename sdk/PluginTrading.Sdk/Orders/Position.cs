using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Orders;

/// <summary>An open isolated-margin position, as of its last change.</summary>
public sealed record Position
{
    /// <summary>Symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Long or short.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>Quantity, base asset, &gt; 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Average entry price by quantity, quote currency.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Notional ÷ margin at entry.</summary>
    public required int Leverage { get; init; }

    /// <summary>Time of its first fill.</summary>
    public required Timestamp OpenedAt { get; init; }

    /// <summary>Entry notional, quote currency.</summary>
    public decimal EntryNotional => EntryPrice * Quantity;

    /// <summary>Unrealized P&amp;L at <paramref name="price"/>, quote currency, fees not counted.</summary>
    public decimal UnrealizedPnl(decimal price) => (Side == PositionSide.Long ? price - EntryPrice : EntryPrice - price) * Quantity;

    /// <summary>Unrealized P&amp;L in percent of entry notional ÷ leverage, at the mark price, else the last trade price.</summary>
    public double UnrealizedPnlPct(MarketView market)
    {
        ArgumentNullException.ThrowIfNull(market);
        var price = (decimal)market.ValuationPrice;
        var gain = Side == PositionSide.Long ? price - EntryPrice : EntryPrice - price;
        // P&L and margin both hold the quantity as a factor, so it is left out.
        return (double)(gain * (100 * Leverage) / EntryPrice);
    }
}
