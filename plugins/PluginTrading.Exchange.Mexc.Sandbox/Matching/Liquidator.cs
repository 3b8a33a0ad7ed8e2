using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Takes over positions whose margin no longer suffices at the fair price.</summary>
internal sealed class Liquidator(VenueState state, OrderDesk desk, Execution execution, IAccountPushes pushes)
{
    private const int PositionLiquidated = 13;

    public void Check(Market market)
    {
        if (market.Fair <= 0)
            return;
        if (state.Account[market, true] is { } longs && market.Fair <= longs.LiquidationPrice)
            TakeOver(longs);
        if (state.Account[market, false] is { } shorts && market.Fair >= shorts.LiquidationPrice)
            TakeOver(shorts);
    }

    /// <summary>Cancels what would close the position, then closes it where its margin is used up.</summary>
    public void TakeOver(Position position)
    {
        foreach (var order in state.Orders.OpenOf(position.Market).Where(o => o.Closes && o.IsBuy != position.IsLong).ToArray())
            desk.End(order, PositionLiquidated);
        position.State = 2;
        position.Version++;
        position.UpdateMs = state.Clock.MarketMs;
        pushes.PositionChanged(position);
        var liquidation = new Order
        {
            Id = state.Ids.NextOrder(),
            ExternalOid = state.Ids.NextExternal(),
            Market = position.Market,
            Side = position.IsLong ? OrderSide.CloseLong : OrderSide.CloseShort,
            Type = OrderType.Market,
            OpenType = position.OpenType,
            Price = position.BankruptcyPrice,
            Vol = position.HoldVol,
            Leverage = position.Leverage,
            PositionMode = state.Account.PositionMode,
            ReduceOnly = state.Account.PositionMode == 2,
            CreateMs = state.Clock.MarketMs,
            UpdateMs = state.Clock.MarketMs,
            Category = 2,
            PositionId = position.Id,
        };
        state.Orders.Add(liquidation);
        execution.TakeOver(liquidation, position);
    }
}
