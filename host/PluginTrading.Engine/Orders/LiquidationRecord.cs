using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Orders;

/// <summary>The order and the fill that a liquidation writes: filled whole at the liquidation price, without a further fee.</summary>
internal static class LiquidationRecord
{
    public static (Order Order, Fill Fill) Create(string orderId, string strategyName, Position position, PositionLiquidated liquidation)
    {
        var side = position.Side == PositionSide.Long ? Side.Sell : Side.Buy;
        var order = new Order
        {
            OrderId = orderId,
            StrategyName = strategyName,
            Symbol = position.Symbol,
            Side = side,
            PositionSide = position.Side,
            OrderType = OrderType.Liquidation,
            Quantity = position.Quantity,
            RequestedPrice = liquidation.Price,
            ExecutionPrice = liquidation.Price,
            FilledQuantity = position.Quantity,
            SlippagePct = 0,
            Leverage = position.Leverage,
            Status = OrderStatus.Filled,
            RealizedPnl = -liquidation.Loss,
            CreatedAt = liquidation.Time,
            UpdatedAt = liquidation.Time,
        };
        var fill = new Fill
        {
            FillId = liquidation.FillId,
            OrderId = orderId,
            Symbol = position.Symbol,
            Side = side,
            PositionSide = position.Side,
            Price = liquidation.Price,
            Quantity = position.Quantity,
            Commission = 0,
            Liquidity = Liquidity.Taker,
            RealizedPnl = -liquidation.Loss,
            Time = liquidation.Time,
        };
        return (order, fill);
    }
}
