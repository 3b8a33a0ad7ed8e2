using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Acts on the account as someone else would, through the exchange's web page, and fills at once at the market.</summary>
internal sealed class OutsideHand(VenueState state, OrderDesk desk, Execution execution, Liquidator liquidator)
{
    /// <summary>The wire's order error code for a cancellation by the exchange.</summary>
    private const int SystemCancel = 8;

    /// <summary>Does what the fault asks for.</summary>
    /// <returns>Whether there was something to do it to.</returns>
    public bool Act(Fault fault)
    {
        var markets = fault.Symbol is { } symbol ? [state.MarketOf(symbol)!] : state.Markets;
        if (fault.Name == FaultCatalog.OpenOutside)
            return Open(markets[0], !fault.IsShort, fault.Contracts ?? markets[0].Contract.MinVol);
        Position[] positions = [.. state.Account.Open.Where(p => markets.Contains(p.Market) && p.Market.HasBook)];
        foreach (var position in positions)
        {
            if (fault.Name == FaultCatalog.Liquidate)
                liquidator.TakeOver(position);
            else
                Close(position, fault.Name == FaultCatalog.CloseOutside ? position.HoldVol : fault.Contracts ?? Half(position));
        }

        return positions.Length > 0;
    }

    /// <summary>Sends a market order that closes a position; it fills on its way like any other.</summary>
    public void Order(Position position)
    {
        EndClosing(position);
        desk.Accept(Ticket(position.Market, SideOf(position), position.HoldVol, position.Leverage, position.OpenType));
    }

    /// <summary>Closes contracts of a position at the market, at once.</summary>
    private void Close(Position position, decimal vol)
    {
        EndClosing(position);
        Fill(Ticket(position.Market, SideOf(position), Math.Min(vol, position.HoldVol), position.Leverage, position.OpenType));
    }

    private void EndClosing(Position position)
    {
        foreach (var order in state.Orders.OpenOf(position.Market).Where(o => o.Closes && o.IsBuy != position.IsLong).ToArray())
            desk.End(order, SystemCancel);
    }

    private bool Open(Market market, bool isLong, decimal vol)
    {
        if (!market.HasBook)
            return false;
        var leverage = state.Account[market, isLong]?.Leverage ?? state.Account.Setting(market, isLong).Leverage;
        Fill(Ticket(market, isLong ? OrderSide.OpenLong : OrderSide.OpenShort, vol, leverage, state.Account[market, isLong]?.OpenType ?? 1));
        return true;
    }

    private void Fill(OrderTicket ticket)
    {
        if (desk.Accept(ticket).Order is { } order)
            execution.Fill(order, order.Vol, order.Market.Opposite(order.IsBuy), isTaker: true);
    }

    private static OrderTicket Ticket(Market market, OrderSide side, decimal vol, int leverage, int openType) =>
        new() { Symbol = market.Contract.Symbol, Vol = vol, Side = (long)side, Type = 5, OpenType = openType, Leverage = leverage };

    private static OrderSide SideOf(Position position) => position.IsLong ? OrderSide.CloseLong : OrderSide.CloseShort;

    private static decimal Half(Position position)
    {
        var unit = position.Market.Contract.VolUnit;
        return Math.Max(unit, Math.Floor(position.HoldVol / 2 / unit) * unit);
    }
}
