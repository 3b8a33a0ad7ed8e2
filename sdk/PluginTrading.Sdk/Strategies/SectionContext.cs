using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Sdk.Strategies;

/// <summary>What a section sees when it is evaluated. One object per strategy and symbol, changed in place; do not keep its values.</summary>
public sealed class SectionContext
{
    private Position? _pricedPosition;
    private double _price;
    private double _unrealizedPnlPct;

    internal SectionContext(string strategyName, MarketView market)
    {
        StrategyName = strategyName;
        Market = market;
    }

    /// <summary>The strategy's name.</summary>
    public string StrategyName { get; }

    /// <summary>The symbol's market.</summary>
    public MarketView Market { get; }

    /// <summary>Time of the event being handled.</summary>
    public Timestamp Now => Market.Now;

    /// <summary>The strategy's open position on the symbol, or <see langword="null"/>.</summary>
    public Position? Position { get; internal set; }

    /// <summary>When the current signal was accepted; <see langword="null"/> outside a round.</summary>
    public Timestamp? SignalTime { get; internal set; }

    /// <summary>Side of the current signal; <see langword="null"/> outside a round.</summary>
    public PositionSide? SignalSide { get; internal set; }

    /// <summary>Unrealized P&amp;L in percent of margin at the mark price, else the last trade, fees not counted; NaN without a position.</summary>
    public double UnrealizedPnlPct
    {
        get
        {
            if (Position is not { } position)
                return double.NaN;
            // Several limits and sections ask for it at the same event; the exact division is made once.
            var price = Market.ValuationPrice;
            if (!ReferenceEquals(position, _pricedPosition) || price != _price)
                (_pricedPosition, _price, _unrealizedPnlPct) = (position, price, position.UnrealizedPnlPct(Market));
            return _unrealizedPnlPct;
        }
    }
}
