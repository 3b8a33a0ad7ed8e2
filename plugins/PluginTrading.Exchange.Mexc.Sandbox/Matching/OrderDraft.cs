using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>A well-formed order, and what it would lock, before it is accepted.</summary>
internal sealed record OrderDraft
{
    public OrderDraft(OrderTicket ticket, Market market, SandboxAccount account)
    {
        Market = market;
        Side = (OrderSide)ticket.Side!.Value;
        Type = (OrderType)ticket.Type!.Value;
        OpenType = (int)ticket.OpenType!.Value;
        Vol = ticket.Vol!.Value;
        IsReduceOnly = ticket.ReduceOnly is true && account.PositionMode == 2;
        IsBuy = Side is OrderSide.OpenLong or OrderSide.CloseShort;
        Closes = Side is OrderSide.CloseLong or OrderSide.CloseShort || IsReduceOnly;
        Leverage = (int)Math.Clamp(ticket.Leverage ?? (OpenType == 2 || Closes ? account.Setting(market, IsBuy).Leverage : 0), 0, int.MaxValue);
        if (Closes && account[market, !IsBuy] is { } closed)
            Leverage = closed.Leverage;
        var isMarket = Type is OrderType.Market or OrderType.MarketToLimit;
        Price = isMarket ? (ticket.Price is > 0 and var stated ? stated : market.Opposite(IsBuy)) : ticket.Price!.Value;
        var opposite = account.PositionMode == 2 ? account[market, !IsBuy] : null;
        OpeningVol = Closes ? 0 : Math.Max(0, Vol - (opposite?.HoldVol ?? 0));
        if (Leverage == 0 && OpeningVol == 0)
            Leverage = account.Setting(market, IsBuy).Leverage;
        var notional = OpeningVol * market.Contract.Size * (isMarket ? market.Opposite(IsBuy) : Price);
        OrderMargin = OpeningVol == 0 || Leverage == 0 ? 0 : Position.MarginOf(notional, Leverage, market.Contract.TakerFee);
        EntryFee = notional * market.Contract.TakerFee;
    }

    public Market Market { get; }

    public OrderSide Side { get; }

    public OrderType Type { get; }

    public int OpenType { get; }

    /// <summary>Contracts.</summary>
    public decimal Vol { get; }

    public bool IsReduceOnly { get; }

    public bool IsBuy { get; }

    public bool Closes { get; }

    /// <summary>0 when the request did not say though it had to.</summary>
    public int Leverage { get; }

    public decimal Price { get; }

    /// <summary>Contracts that would open or add to a position.</summary>
    public decimal OpeningVol { get; }

    /// <summary>Margin that would be reserved: leveraged notional and one taker fee.</summary>
    public decimal OrderMargin { get; }

    public decimal EntryFee { get; }
}
