using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Accepts and ends orders: locks margin and contracts, and lets them go. It never fills.</summary>
internal sealed class OrderDesk(VenueState state, IAccountPushes pushes)
{
    /// <summary>Wall seconds after which an order takes though its market stands still.</summary>
    public const double StandstillSeconds = 0.05;

    /// <summary>Accepts an order, or says why not.</summary>
    /// <returns>The exchange's code: 0 with the order, else without.</returns>
    public (int Code, Order? Order) Accept(OrderTicket ticket)
    {
        if (state.MarketOf(ticket.Symbol) is not { } market)
            return (1001, null);
        if (OrderCheck.Form(ticket, market, state) is not 0 and var malformed)
            return (malformed, null);
        var draft = new OrderDraft(ticket, market, state.Account);
        if (OrderCheck.Account(draft, state) is not 0 and var refused)
            return (refused, null);
        return (0, Book(draft, ticket.ExternalOid));
    }

    /// <summary>Ends an open order and lets go what it locks.</summary>
    /// <param name="order">An open one.</param>
    /// <param name="errorCode">Why: the wire's order <c>errorCode</c>; 0 on the user's request.</param>
    public void End(Order order, int errorCode)
    {
        order.State = errorCode is 2 or 3 && order.DealVol == 0 ? OrderState.Invalid : OrderState.Cancelled;
        order.ErrorCode = errorCode;
        var touched = Release(order);
        Touch(order);
        pushes.OrderChanged(order);
        pushes.AssetChanged();
        if (touched is not null)
            pushes.PositionChanged(touched);
    }

    /// <summary>Takes an order that is at its end off the book.</summary>
    /// <returns>The position whose locked contracts changed.</returns>
    public Position? Release(Order order)
    {
        state.Account.Frozen -= order.Frozen;
        order.Frozen = 0;
        Position? touched = null;
        if (order.FrozenVol > 0 && state.Account[order.Market, !order.IsBuy] is { } position)
        {
            position.FrozenVol -= Math.Min(order.FrozenVol, position.FrozenVol);
            touched = position;
        }

        order.FrozenVol = 0;
        state.Orders.Close(order);
        return touched;
    }

    public void Touch(Order order)
    {
        order.Version++;
        order.UpdateMs = state.Clock.MarketMs;
    }

    private Order Book(OrderDraft draft, string? externalOid)
    {
        var position = draft.Closes ? state.Account[draft.Market, !draft.IsBuy] : null;
        var order = new Order
        {
            Id = state.Ids.NextOrder(),
            ExternalOid = string.IsNullOrEmpty(externalOid) ? state.Ids.NextExternal() : externalOid,
            Market = draft.Market,
            Side = draft.Side,
            Type = draft.Type,
            OpenType = position?.OpenType ?? draft.OpenType,
            Price = draft.Price,
            Vol = draft.Vol,
            Leverage = draft.Leverage,
            PositionMode = state.Account.PositionMode,
            ReduceOnly = draft.IsReduceOnly,
            CreateMs = state.Clock.MarketMs,
            UpdateMs = state.Clock.MarketMs,
            TakesAt = state.Clock.Elapsed + StandstillSeconds,
            ReservedVol = draft.OpeningVol,
            OrderMargin = draft.OrderMargin,
            Frozen = draft.OrderMargin,
            FrozenVol = position is null ? 0 : draft.Vol,
            PositionId = position?.Id ?? 0,
        };
        if (state.Faults.Take(FaultCatalog.QueryLag) is { } lag)
            order.HiddenUntil = state.Clock.Elapsed + (lag.Milliseconds(1000) / 1000);
        state.Orders.Add(order);
        state.Account.Frozen += order.Frozen;
        if (!draft.Closes)
            state.Account.Setting(draft.Market, draft.IsBuy) = new LeverageSetting(Math.Max(1, draft.Leverage), draft.OpenType);
        pushes.OrderChanged(order);
        pushes.AssetChanged();
        if (position is not null)
        {
            position.FrozenVol += draft.Vol;
            pushes.PositionChanged(position);
        }

        return order;
    }
}
