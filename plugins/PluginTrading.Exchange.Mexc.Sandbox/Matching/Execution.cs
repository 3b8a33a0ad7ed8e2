using PluginTrading.Exchange.Mexc.Sandbox.Account;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Books a fill: the order, the deal, the money and the position, and tells of them in that order.</summary>
internal sealed class Execution(VenueState state, OrderDesk desk, IAccountPushes pushes)
{
    private const int InsufficientBalance = 2;
    private const int PositionNotExists = 3;

    /// <summary>Fills a part of an open order; what it cannot fill ends the order.</summary>
    public void Fill(Order order, decimal vol, decimal price, bool isTaker)
    {
        var position = state.Account[order.Market, !order.IsBuy];
        var mayClose = order.Closes || order.PositionMode == 2;
        var closing = mayClose ? Math.Min(vol, position?.HoldVol ?? 0) : 0;
        if (closing > 0)
            Close(order, position!, closing, price, isTaker);
        if (closing == vol || !order.IsOpen)
            return;
        if (order.Closes)
            desk.End(order, PositionNotExists);
        else
            Open(order, vol - closing, price, isTaker);
    }

    /// <summary>Closes at the price where what backs the position is used up: it loses its part of that, and no fee is charged.</summary>
    public void TakeOver(Order order, Position position)
    {
        var loss = position.TakeOver(order.Vol, state.Account.Behind(position));
        Book(order, position, order.Vol, order.Price, 0, loss, isTaker: true);
    }

    /// <summary>Closes at the order's price without a fee.</summary>
    public void Offset(Order order, Position position)
    {
        var profit = position.Offset(order.Vol, order.Price);
        Book(order, position, order.Vol, order.Price, 0, profit, isTaker: true);
    }

    private void Close(Order order, Position position, decimal vol, decimal price, bool isTaker)
    {
        var freed = Math.Min(order.FrozenVol, vol);
        order.FrozenVol -= freed;
        position.FrozenVol -= Math.Min(freed, position.FrozenVol);
        var (profit, fee) = position.Close(vol, price, Fee(order, vol, price, isTaker), state.Account.Cross.Cash);
        Book(order, position, vol, price, fee, profit, isTaker);
    }

    private void Open(Order order, decimal vol, decimal price, bool isTaker)
    {
        var account = state.Account;
        var contract = order.Market.Contract;
        var margin = Position.MarginOf(vol * contract.Size * price, order.Leverage, contract.TakerFee);
        var fee = Fee(order, vol, price, isTaker);
        var freed = order.ReservedVol <= vol ? order.Frozen : Money.Booked(order.Frozen * (vol / order.ReservedVol));
        if (account.Available + freed < margin + fee)
        {
            desk.End(order, InsufficientBalance);
            return;
        }

        order.Frozen -= freed;
        order.ReservedVol = Math.Max(0, order.ReservedVol - vol);
        order.UsedMargin += margin;
        account.Frozen -= freed;
        var position = account[order.Market, order.IsBuy];
        if (position is null)
        {
            position = new Position
            {
                Id = state.Ids.NextPosition(),
                Market = order.Market,
                IsLong = order.IsBuy,
                OpenType = order.OpenType,
                Leverage = order.Leverage,
                CreateMs = state.Clock.MarketMs,
            };
            account.Add(position);
        }

        position.Open(vol, price, margin);
        Book(order, position, vol, price, fee, 0, isTaker);
    }

    private void Book(Order order, Position position, decimal vol, decimal price, decimal fee, decimal profit, bool isTaker)
    {
        var account = state.Account;
        account.Wallet += profit - fee;
        position.TotalFee += fee;
        position.UpdateMs = state.Clock.MarketMs;
        position.Version++;
        order.PositionId = position.Id;
        order.DealVol += vol;
        order.DealTurnover += vol * price;
        order.Profit += profit;
        if (isTaker)
            order.TakerFee += fee;
        else
            order.MakerFee += fee;
        if (order.DealVol == order.Vol)
        {
            order.State = OrderState.Filled;
            desk.Release(order);
        }

        desk.Touch(order);
        var deal = new Deal { Id = state.Ids.NextDeal(), Order = order, Vol = vol, Price = price, Fee = fee, Profit = profit, IsTaker = isTaker, TimeMs = state.Clock.MarketMs };
        state.Orders.Deals.Add(deal);
        if (position.HoldVol == 0)
            account.Retire(position);
        pushes.OrderChanged(order);
        pushes.DealMade(deal);
        pushes.AssetChanged();
        pushes.PositionChanged(position);
        if (position.HoldVol == 0)
            EndClosing(position);
    }

    /// <summary>Nothing is left for them to close: an order that nets was quicker.</summary>
    private void EndClosing(Position position)
    {
        foreach (var order in state.Orders.OpenOf(position.Market).Where(o => o.Closes && o.IsBuy != position.IsLong).ToArray())
            desk.End(order, PositionNotExists);
    }

    private static decimal Fee(Order order, decimal vol, decimal price, bool isTaker) =>
        Money.Booked(vol * order.Market.Contract.Size * price * (isTaker ? order.Market.Contract.TakerFee : order.Market.Contract.MakerFee));
}
