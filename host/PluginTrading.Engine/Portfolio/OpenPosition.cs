using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Portfolio;

/// <summary>The books of one position from flat to flat. Amounts are quote currency, exact.</summary>
internal sealed class OpenPosition(
    long positionId, long? entrySignalId, string strategyName, int strategyIndex, string symbol, PositionSide side, int leverage, Timestamp openedAt, decimal takerFeeRate)
{
    private decimal _entryQuantity;
    private decimal _entryNotional;
    private decimal _exitQuantity;
    private decimal _exitNotional;
    private decimal _realized;
    private decimal _commission;
    private decimal _funding;

    public int StrategyIndex { get; } = strategyIndex;

    /// <summary>As sections and others see it; a new record after each change.</summary>
    public Position View { get; private set; } = new()
    {
        Symbol = symbol,
        Side = side,
        Quantity = 0,
        EntryPrice = 0,
        Leverage = leverage,
        OpenedAt = openedAt,
    };

    /// <summary>From 1, in order of opening.</summary>
    public long PositionId { get; } = positionId;

    /// <summary>The signal that led to it.</summary>
    public long? EntrySignalId { get; } = entrySignalId;

    public string StrategyName { get; } = strategyName;

    /// <summary>Funding so far; positive was received.</summary>
    public decimal Funding => _funding;

    public bool IsFlat => View.Quantity == 0;

    /// <summary>Isolated margin: entry notional ÷ leverage plus the close fee kept in reserve.</summary>
    public decimal InitialMargin => Margin.Initial(View.EntryPrice, View.Quantity, View.Leverage, takerFeeRate);

    /// <summary>Realized − commission + funding so far.</summary>
    public decimal NetRealized => _realized - _commission + _funding;

    public void Add(decimal quantity, decimal price, decimal commission)
    {
        var total = View.Quantity + quantity;
        var average = View.Quantity == 0 ? price : ((View.EntryPrice * View.Quantity) + (price * quantity)) / total;
        View = View with { Quantity = total, EntryPrice = average };
        _entryQuantity += quantity;
        _entryNotional += price * quantity;
        _commission += commission;
    }

    /// <summary>Takes quantity out at a price and returns the P&amp;L that this realizes, before the fee.</summary>
    public decimal Reduce(decimal quantity, decimal price, decimal commission)
    {
        if (quantity > View.Quantity)
            throw new InvalidOperationException($"A fill of {quantity} closes more of {View.Symbol} than the open {View.Quantity}.");
        var realized = (View.Side == PositionSide.Long ? price - View.EntryPrice : View.EntryPrice - price) * quantity;
        Book(quantity, price, realized, commission);
        return realized;
    }

    /// <summary>Takes everything out at the venue's liquidation price for a loss that the venue names.</summary>
    public void Liquidate(decimal price, decimal loss) => Book(View.Quantity, price, -loss, 0);

    /// <summary>Takes over what the venue says is open after a change from outside, and returns the P&amp;L that this realizes, before the fee.</summary>
    /// <param name="quantity">Open now, ≥ 0.</param>
    /// <param name="entryPrice">Average entry price of that.</param>
    /// <param name="price">Price of what was taken out.</param>
    /// <param name="commission">Fees of the change.</param>
    public decimal Adjust(decimal quantity, decimal entryPrice, decimal price, decimal commission)
    {
        if (quantity < View.Quantity)
            return Reduce(View.Quantity - quantity, price, commission);
        _entryQuantity += quantity - View.Quantity;
        _entryNotional += (entryPrice * quantity) - View.EntryNotional;
        _commission += commission;
        View = View with { Quantity = quantity, EntryPrice = entryPrice };
        return 0;
    }

    public void Fund(decimal amount) => _funding += amount;

    /// <summary>The finished round trip.</summary>
    public Trade ToTrade(long tradeId, Timestamp exitTime, string exitReason) => new()
    {
        TradeId = tradeId,
        StrategyName = StrategyName,
        Symbol = View.Symbol,
        PositionSide = View.Side,
        Quantity = _entryQuantity,
        Leverage = View.Leverage,
        EntryTime = View.OpenedAt,
        EntryPrice = _entryNotional / _entryQuantity,
        ExitTime = exitTime,
        ExitPrice = _exitNotional / _exitQuantity,
        GrossPnl = _realized,
        Commission = _commission,
        Funding = _funding,
        Pnl = NetRealized,
        ExitReason = exitReason,
    };

    private void Book(decimal quantity, decimal price, decimal realized, decimal commission)
    {
        View = View with { Quantity = View.Quantity - quantity };
        _exitQuantity += quantity;
        _exitNotional += price * quantity;
        _realized += realized;
        _commission += commission;
    }
}
