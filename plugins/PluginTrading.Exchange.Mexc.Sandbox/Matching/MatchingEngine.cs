using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Decides what fills: orders on their way take from the book, resting ones fill when a trade prints at or through them.</summary>
internal sealed class MatchingEngine(VenueState state, OrderDesk desk, Execution execution)
{
    private readonly List<Order> _round = [];

    /// <summary>Fills what this event of the market fills.</summary>
    public void OnEvent(Market market, in MarketEvent e)
    {
        if (state.Orders.OpenOf(market).Count == 0 || e.Kind == MarketEventKind.Funding || state.Faults.IsOn(FaultCatalog.HoldFills))
            return;
        _round.Clear();
        _round.AddRange(state.Orders.OpenOf(market));
        foreach (var order in _round)
        {
            if (!order.IsOpen)
                continue;
            if (!order.Rests)
                Take(order);
            else if (e.Kind == MarketEventKind.Trade && (order.IsBuy ? market.Last <= order.Price : market.Last >= order.Price))
                execution.Fill(order, Portion(order), order.Price, isTaker: false);
        }
    }

    /// <summary>Lets orders take that have waited for an event of a market that stands still.</summary>
    public void OnStandstill()
    {
        if (state.Orders.OpenCount == 0 || state.Faults.IsOn(FaultCatalog.HoldFills))
            return;
        _round.Clear();
        _round.AddRange(state.Orders.Open.Where(o => !o.Rests && o.TakesAt <= state.Clock.Elapsed));
        foreach (var order in _round.Where(o => o.IsOpen))
            Take(order);
    }

    private void Take(Order order)
    {
        if (!order.Market.HasBook)
            return;
        order.TakesAt = state.Clock.Elapsed + OrderDesk.StandstillSeconds;
        var price = order.Market.Opposite(order.IsBuy);
        var crosses = order.IsMarket || (order.IsBuy ? price <= order.Price : price >= order.Price);
        switch (order.Type)
        {
            case OrderType.PostOnly when crosses:
                desk.End(order, 20);
                break;
            case OrderType.ImmediateOrCancel when !crosses:
                desk.End(order, 18);
                break;
            case OrderType.FillOrKill when !crosses:
                desk.End(order, 19);
                break;
            default:
                if (!crosses)
                    order.Rests = true;
                else
                    TakeAt(order, price);
                break;
        }
    }

    private void TakeAt(Order order, decimal price)
    {
        execution.Fill(order, order.Type == OrderType.FillOrKill ? order.RemainVol : Portion(order), price, isTaker: true);
        if (order.IsOpen && order.Type == OrderType.ImmediateOrCancel)
            desk.End(order, 18);
    }

    /// <summary>How much of the order fills now: the rest of it, or a part where a fault asks for parts.</summary>
    private decimal Portion(Order order)
    {
        if (order.PartVol is not { } part)
        {
            part = order.Vol;
            if (state.Faults.Take(FaultCatalog.PartialFills) is { } fault)
            {
                var unit = order.Market.Contract.VolUnit;
                part = Math.Max(unit, Math.Floor(order.Vol / fault.Whole("parts", 3) / unit) * unit);
            }

            order.PartVol = part;
        }

        var remain = order.RemainVol;
        return remain < 2 * part ? remain : part;
    }
}
