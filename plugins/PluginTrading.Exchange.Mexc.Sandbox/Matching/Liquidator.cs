using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Takes over positions whose margin no longer suffices at the fair price: section 10.4 of the wire specification.</summary>
internal sealed class Liquidator(VenueState state, OrderDesk desk, Execution execution, IAccountPushes pushes)
{
    private const int PositionLiquidated = 13;

    private SandboxAccount Account => state.Account;

    public void Check(Market market)
    {
        if (market.Fair <= 0)
            return;
        CheckIsolated(market, true);
        CheckIsolated(market, false);
        if (Account.HoldsCross)
            CheckCross();
    }

    /// <summary>Cancels what would close the position, then closes it where what backs it is used up.</summary>
    public void TakeOver(Position position) => TakeOver(position, position.HoldVol);

    private void CheckIsolated(Market market, bool isLong)
    {
        while (Account[market, isLong] is { IsCross: false } position
            && (isLong ? market.Fair <= position.LiquidationPrice(position.Im) : market.Fair >= position.LiquidationPrice(position.Im)))
            TakeDown(position);
    }

    private void CheckCross()
    {
        if (!Account.Cross.IsUsedUp)
            return;
        foreach (var order in state.Orders.Open.ToArray())
            desk.End(order, PositionLiquidated);
        if (Account.Cross.IsUsedUp)
            Offset();
        while (Account.HoldsCross && Account.Cross.IsUsedUp)
            TakeDown(Account.Cross.Positions.MinBy(p => p.Unrealized(p.Market.Fair))!);
    }

    /// <summary>Closes longs against shorts of the same contract, both at the fair price.</summary>
    private void Offset()
    {
        foreach (var longs in Account.Cross.Positions.Where(p => p.IsLong).ToArray())
        {
            if (Account[longs.Market, false] is not { IsCross: true } shorts)
                continue;
            var vol = Math.Min(longs.HoldVol, shorts.HoldVol);
            var price = longs.Market.Contract.FloorToTick(longs.Market.Fair);
            execution.Offset(Begin(longs, vol, price), longs);
            execution.Offset(Begin(shorts, vol, price), shorts);
        }
    }

    /// <summary>Takes over what lies above the next lower risk tier; in the first all of it.</summary>
    private void TakeDown(Position position)
    {
        if (position.Level == 1)
            TakeOver(position);
        else
            TakeOver(position, position.HoldVol - position.Market.Contract.Tiers.MaxVol(position.Level - 1));
    }

    private void TakeOver(Position position, decimal vol)
    {
        foreach (var order in state.Orders.OpenOf(position.Market).Where(o => o.Closes && o.IsBuy != position.IsLong).ToArray())
            desk.End(order, PositionLiquidated);
        if (vol == position.HoldVol)
            position.State = 2;
        position.Version++;
        position.UpdateMs = state.Clock.MarketMs;
        pushes.PositionChanged(position);
        execution.TakeOver(Begin(position, vol, position.BankruptcyPrice(Account.Behind(position))), position);
    }

    private Order Begin(Position position, decimal vol, decimal price)
    {
        var order = new Order
        {
            Id = state.Ids.NextOrder(),
            ExternalOid = state.Ids.NextExternal(),
            Market = position.Market,
            Side = position.IsLong ? OrderSide.CloseLong : OrderSide.CloseShort,
            Type = OrderType.Market,
            OpenType = position.OpenType,
            Price = price,
            Vol = vol,
            Leverage = position.Leverage,
            PositionMode = Account.PositionMode,
            ReduceOnly = Account.PositionMode == 2,
            CreateMs = state.Clock.MarketMs,
            UpdateMs = state.Clock.MarketMs,
            Category = 2,
            PositionId = position.Id,
        };
        state.Orders.Add(order);
        return order;
    }
}
