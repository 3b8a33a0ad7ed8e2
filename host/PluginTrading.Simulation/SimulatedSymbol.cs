using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation;

/// <summary>One symbol at the simulated venue: prices, working orders in order of sending, position.</summary>
internal sealed class SimulatedSymbol(Instrument instrument, FeeSchedule fees)
{
    private double _bid = double.NaN;
    private double _ask = double.NaN;
    private double _mark = double.NaN;
    private double _liquidationPrice;

    public Instrument Instrument { get; } = instrument;

    public decimal TakerFeeRate { get; } = fees.TakerRate(instrument);

    public decimal MakerFeeRate { get; } = fees.MakerRate(instrument);

    public List<WorkingOrder> Orders { get; } = [];

    public SimulatedPosition? Position
    {
        get;
        set
        {
            field = value;
            LiquidationPrice = value?.LiquidationPrice(Instrument, TakerFeeRate) ?? 0;
            _liquidationPrice = (double)LiquidationPrice;
        }
    }

    /// <summary>Where the position is liquidated; 0 without a position.</summary>
    public decimal LiquidationPrice { get; private set; }

    /// <summary>Last trade price; NaN before the first.</summary>
    public double LastPrice { get; private set; } = double.NaN;

    /// <summary>Mark price, else last trade price; NaN before either.</summary>
    public double ValuationPrice => double.IsNaN(_mark) ? LastPrice : _mark;

    public void TakePrices(in MarketEvent e)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                LastPrice = e.Price;
                break;
            case MarketEventKind.Quote:
                _bid = e.Bid;
                _ask = e.Ask;
                break;
            case MarketEventKind.Mark:
                _mark = e.MarkPrice;
                break;
        }
    }

    /// <summary>Whether the valuation price is at the position's liquidation price or beyond.</summary>
    public bool ReachesLiquidation(PositionSide side)
    {
        var price = ValuationPrice;
        // As decimals only where doubles could differ from them.
        if (Math.Abs(price - _liquidationPrice) > 1e-9 * price)
            return side == PositionSide.Long ? price < _liquidationPrice : price > _liquidationPrice;
        return !double.IsNaN(price) && (side == PositionSide.Long ? (decimal)price <= LiquidationPrice : (decimal)price >= LiquidationPrice);
    }

    /// <summary>Opposite best price when quotes exist, else the event's trade price; <see langword="null"/> when the event offers neither.</summary>
    public decimal? TakerPrice(Side side, in MarketEvent e)
    {
        if (!double.IsNaN(_ask))
            return (decimal)(side == Side.Buy ? _ask : _bid);
        return e.Kind == MarketEventKind.Trade ? (decimal)e.Price : null;
    }

    /// <summary>Whether a limit price meets the opposite best price or, without quotes, is through the last trade price before the event.</summary>
    public bool Crosses(Side side, decimal limit, double lastPriceBefore)
    {
        if (!double.IsNaN(_ask))
            return side == Side.Buy ? (decimal)_ask <= limit : (decimal)_bid >= limit;
        if (double.IsNaN(lastPriceBefore))
            return false;
        return side == Side.Buy ? (decimal)lastPriceBefore < limit : (decimal)lastPriceBefore > limit;
    }

    public void TakeFill(OrderRequest request, decimal quantity, decimal price)
    {
        if (request.ReduceOnly)
        {
            Position = Position!.Reduced(quantity);
        }
        else
        {
            Position = Position is null
                ? new SimulatedPosition(request.PositionSide, quantity, price, request.Leverage)
                : Position.Increased(quantity, price);
        }
    }
}
