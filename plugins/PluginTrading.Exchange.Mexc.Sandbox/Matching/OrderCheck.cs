using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>The rules that an order must meet to be accepted. Each returns 0 or the exchange's code.</summary>
internal static class OrderCheck
{
    private const int LongestExternalOid = 32;
    private const int MostOpenInHedgeMode = 200;
    private const int MostOpenInOneWayMode = 50;

    /// <summary>What can be said without looking at the account's money and positions.</summary>
    public static int Form(OrderTicket ticket, Market market, VenueState state)
    {
        if (ticket.Side is not (>= 1 and <= 4))
            return 2001;
        if (ticket.Type is not (>= 1 and <= 6))
            return 2029;
        if (ticket.OpenType is not (1 or 2))
            return 2002;
        if (ticket.ExternalOid is { Length: > LongestExternalOid })
            return 2030;
        if (ticket.ExternalOid is { Length: > 0 } external && state.Orders.ByExternal(external) is not null)
            return 2042;
        if (ticket.PositionMode is { } mode && mode != state.Account.PositionMode)
            return 7002;
        if (state.Orders.OpenOf(market).Count >= (state.Account.PositionMode == 1 ? MostOpenInHedgeMode : MostOpenInOneWayMode))
            return 2036;
        return Volume(ticket, market.Contract) is not 0 and var wrong ? wrong : Price(ticket, market);
    }

    /// <summary>Leverage, position and money.</summary>
    public static int Account(OrderDraft draft, VenueState state)
    {
        var account = state.Account;
        if (draft.Closes)
        {
            if (account[draft.Market, !draft.IsBuy] is not { } position)
                return 2009;
            return draft.Vol > position.ClosableVol ? 2008 : 0;
        }

        if (draft.Leverage < 1 || draft.Leverage > draft.Market.Contract.Instrument.MaxLeverage)
            return 2006;
        if (draft.OpeningVol == 0)
            return 0;
        if (account[draft.Market, draft.IsBuy] is { } held && held.OpenType != draft.OpenType)
            return 7003;
        if (account[draft.Market, draft.IsBuy] is { } other && other.Leverage != draft.Leverage)
            return 2021;
        if (Opened(draft, state) + draft.OpeningVol > draft.Market.Contract.Tiers.MaxVol(draft.Market.Contract.Tiers.LevelAt(draft.Leverage)))
            return 8816;
        return account.Available < draft.OrderMargin + draft.EntryFee ? 2005 : 0;
    }

    /// <summary>Contracts that are held on the order's side or that open orders there may open.</summary>
    private static decimal Opened(OrderDraft draft, VenueState state) => (state.Account[draft.Market, draft.IsBuy]?.HoldVol ?? 0)
        + state.Orders.OpenOf(draft.Market).Where(o => !o.Closes && o.IsBuy == draft.IsBuy).Sum(o => o.RemainVol);

    private static int Volume(OrderTicket ticket, Contract contract)
    {
        if (ticket.Vol is not { } vol || vol <= 0 || vol % contract.VolUnit != 0)
            return 2011;
        return vol < contract.MinVol ? 2057 : vol > contract.MaxVol ? 2028 : 0;
    }

    private static int Price(OrderTicket ticket, Market market)
    {
        if (ticket.Type is 5 or 6)
            return ticket.Price is < 0 ? 2007 : market.HasBook ? Notional(ticket, market, market.Opposite(ticket.Side is 1 or 2)) : 6005;
        if (ticket.Price is not { } price || price <= 0)
            return 2007;
        if (market.Fair <= 0)
            return 6005;
        if (price % market.Contract.Tick != 0)
            return 2015;
        if (ticket.Side is 1 or 2 && price > market.MaxBid)
            return 2003;
        if (ticket.Side is 3 or 4 && price < market.MinAsk)
            return 2004;
        return Notional(ticket, market, price);
    }

    private static int Notional(OrderTicket ticket, Market market, decimal price) =>
        ticket.Side is 1 or 3 && ticket.ReduceOnly is not true && ticket.Vol * market.Contract.Size * price < market.Contract.Instrument.MinNotional ? 7008 : 0;
}
