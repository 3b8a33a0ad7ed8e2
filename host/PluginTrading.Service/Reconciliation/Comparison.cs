using System.Globalization;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Reconciliation;

/// <summary>
/// Compares what the venue says with what the session believes and names every difference with what its policy does. Changes nothing, so that it can be
/// shown without being done. Balance and foreign positions are only compared where no order is under way that would explain a difference, our position
/// also where fills of someone else explain the difference to the last unit: the venue may refuse our closes, one after another, for that very difference.
/// </summary>
internal static class Comparison
{
    /// <param name="snapshot">What the venue says.</param>
    /// <param name="session">What the session believes.</param>
    /// <param name="isCurrent">Whether nothing was heard of the account since the snapshot was begun.</param>
    public static List<Difference> Run(AccountSnapshot snapshot, SessionView session, bool isCurrent)
    {
        var differences = new List<Difference>();
        CompareFills(snapshot, session, differences);
        CompareFunding(snapshot, session, differences);
        CompareOrders(snapshot, session, differences);
        if (differences.Exists(d => d.Kind is DifferenceKind.MissedFill or DifferenceKind.MissedFunding))
            return differences;
        for (var i = 0; i < session.Instruments.Count; i++)
        {
            // An order that no longer works may have filled and not have been told yet: it is asked for first.
            var symbol = session.Instruments[i].Symbol;
            var isQuiet = isCurrent && !session.Desk.HasUnsettled(symbol) && !differences.Exists(d => d.Kind == DifferenceKind.OrderMissing && d.Symbol == symbol);
            if (isQuiet)
                CompareForeign(snapshot, session, i, differences);
            ComparePosition(snapshot, session, i, isQuiet, differences);
        }

        if (isCurrent && differences.TrueForAll(d => d.Action == DifferenceAction.Leave) && !session.Instruments.Any(i => session.Desk.HasUnsettled(i.Symbol)))
            CompareBalance(snapshot, session, differences);
        return differences;
    }

    private static void CompareFills(AccountSnapshot snapshot, SessionView session, List<Difference> differences)
    {
        foreach (var fill in snapshot.Fills.Where(f => session.Desk.IsOurs(f.VenueOrderId) && !session.Desk.HasFill(f.FillId) && session.Desk.HasOpen(f.Symbol)))
        {
            differences.Add(new(DifferenceKind.MissedFill, DifferenceAction.Adopt, fill.Symbol, $"fill {fill.FillId} of {Text(fill.Quantity)} at {Text(fill.Price)} was not told")
            {
                Source = fill,
            });
        }
    }

    private static void CompareFunding(AccountSnapshot snapshot, SessionView session, List<Difference> differences)
    {
        foreach (var funding in snapshot.Funding.Where(f => f.Time >= session.Since && !session.FundingIds.Contains(f.FundingId)))
        {
            var index = IndexOf(session, funding.Symbol);
            if (index < 0 || session.Positions[index] is not { } position || position.Side != funding.PositionSide || funding.Time < session.Desk.EntrySentAt(index))
                continue;
            differences.Add(new(DifferenceKind.MissedFunding, DifferenceAction.Adopt, funding.Symbol, $"funding {funding.FundingId} of {Text(funding.Amount)} at {funding.Time}")
            {
                Source = funding,
            });
        }
    }

    private static void CompareOrders(AccountSnapshot snapshot, SessionView session, List<Difference> differences)
    {
        var open = session.Desk.Open.ToDictionary(o => o.Request.ClientOrderId, StringComparer.Ordinal);
        foreach (var order in snapshot.OpenOrders.Where(o => IndexOf(session, o.Symbol) >= 0))
        {
            if (order.ClientOrderId is { } id && open.ContainsKey(id))
                continue;
            var isOurs = order.ClientOrderId?.StartsWith(session.OrderIdStem, StringComparison.Ordinal) == true;
            differences.Add(isOurs
                ? new(DifferenceKind.OrphanOrder, DifferenceAction.Close, order.Symbol, $"order {order.ClientOrderId} works at the venue, the session does not have it at work") { Source = order }
                : new(DifferenceKind.ForeignOrder, DifferenceAction.Leave, order.Symbol, $"order {order.VenueOrderId} of {Text(order.Quantity)} is not ours") { Source = order });
        }

        var working = snapshot.OpenOrders.Select(o => o.ClientOrderId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var order in open.Values.Where(o => o is { IsAcknowledged: true, End: null } && !working.Contains(o.Request.ClientOrderId)))
        {
            differences.Add(new(DifferenceKind.OrderMissing, DifferenceAction.Ask, order.Request.Symbol, $"order {order.Request.ClientOrderId} does not work at the venue any more")
            {
                Source = order,
            });
        }
    }

    private static void CompareForeign(AccountSnapshot snapshot, SessionView session, int index, List<Difference> differences)
    {
        var symbol = session.Instruments[index].Symbol;
        var foreign = snapshot.Positions.FirstOrDefault(p => p.Symbol == symbol && p.Quantity > 0 && p.Side != session.Positions[index]?.Side);
        if (foreign is not null)
        {
            if (!session.IsFrozen[index])
            {
                differences.Add(new(
                    DifferenceKind.OpenedOutside, DifferenceAction.Freeze, symbol,
                    $"{foreign.Side.ToString().ToUpperInvariant()} {Text(foreign.Quantity)} at {Text(foreign.EntryPrice)} is not ours")
                { Source = foreign });
            }
        }
        else if (session.IsFrozen[index])
        {
            differences.Add(new(DifferenceKind.ForeignPositionGone, DifferenceAction.Release, symbol, "the position that was not ours is gone"));
        }
    }

    private static void ComparePosition(AccountSnapshot snapshot, SessionView session, int index, bool isQuiet, List<Difference> differences)
    {
        var symbol = session.Instruments[index].Symbol;
        var ours = session.Positions[index];
        if (ours is null)
            return;
        var same = snapshot.Positions.FirstOrDefault(p => p.Symbol == symbol && p.Quantity > 0 && p.Side == ours.Side);
        var outside = FillsFromOutside(snapshot, session, index, ours);
        var theirs = same?.Quantity ?? 0;
        if (theirs == ours.Quantity || (!isQuiet && theirs - ours.Quantity != outside.Sum(f => f.Side == ClosingSide(ours) ? -f.Quantity : f.Quantity)))
            return;
        if (same is not null)
        {
            differences.Add(new(DifferenceKind.SizeDifferent, DifferenceAction.Adopt, symbol, $"ours is {Text(ours.Quantity)}, the venue has {Text(same.Quantity)}")
            {
                Source = Adjusted(index, ours, same.Quantity, same.EntryPrice, outside, "its size is different at the venue"),
            });
        }
        else if (outside.Exists(f => f.IsLiquidation))
        {
            differences.Add(new(DifferenceKind.Liquidated, DifferenceAction.Adopt, symbol, $"{Text(ours.Quantity)} was liquidated") { Source = outside.FindLast(f => f.IsLiquidation) });
        }
        else
        {
            differences.Add(new(DifferenceKind.ClosedOutside, DifferenceAction.Adopt, symbol, $"{Text(ours.Quantity)} was closed without an order of ours")
            {
                Source = Adjusted(index, ours, 0, ours.EntryPrice, outside, "it was closed at the exchange"),
            });
        }
    }

    private static void CompareBalance(AccountSnapshot snapshot, SessionView session, List<Difference> differences)
    {
        var amount = snapshot.Wallet.Balance - session.ExpectedBalance;
        if (Math.Abs(amount) <= session.Settings.BalanceTolerance)
            return;
        differences.Add(new(DifferenceKind.Balance, DifferenceAction.Adopt, null, $"ours is {Text(session.ExpectedBalance)}, the venue has {Text(snapshot.Wallet.Balance)}") { Amount = amount });
    }

    /// <summary>Fills that are not ours and took from, or added to, our position while it was open.</summary>
    private static List<FillReport> FillsFromOutside(AccountSnapshot snapshot, SessionView session, int index, Position ours) =>
        [.. snapshot.Fills.Where(f => f.Symbol == ours.Symbol && f.PositionSide == ours.Side && f.Time >= session.Desk.EntrySentAt(index) && !IsOurs(f, session) && !session.Desk.HasFill(f.FillId))];

    /// <summary>Whether it is of an order of ours, one that was not acknowledged yet included.</summary>
    private static bool IsOurs(FillReport fill, SessionView session) =>
        session.Desk.IsOurs(fill.VenueOrderId) || fill.ClientOrderId?.StartsWith(session.OrderIdStem, StringComparison.Ordinal) == true;

    private static Side ClosingSide(Position ours) => ours.Side == PositionSide.Long ? Side.Sell : Side.Buy;

    private static PositionAdjusted Adjusted(int index, Position ours, decimal quantity, decimal entryPrice, List<FillReport> outside, string cause)
    {
        var closing = outside.Where(f => f.Side == ClosingSide(ours)).ToList();
        var closed = closing.Sum(f => f.Quantity);
        return new PositionAdjusted
        {
            Time = outside.Count > 0 ? outside[^1].Time : ours.OpenedAt,
            SymbolIndex = index,
            Quantity = quantity,
            EntryPrice = entryPrice,
            Price = closed > 0 ? closing.Sum(f => f.Price * f.Quantity) / closed : 0,
            Commission = outside.Sum(f => f.Commission),
            Cause = cause,
            FillIds = [.. outside.Select(f => f.FillId)],
        };
    }

    private static int IndexOf(SessionView session, string symbol)
    {
        for (var i = 0; i < session.Instruments.Count; i++)
        {
            if (session.Instruments[i].Symbol == symbol)
                return i;
        }

        return -1;
    }

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
