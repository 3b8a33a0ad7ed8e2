using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Orders;
using PluginTrading.Engine.Portfolio;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Machine;

/// <summary>Books what a venue says of orders, positions and money, and tells the instance that it concerns.</summary>
internal sealed class VenueAnswers(SessionBooks books, EquityCurve equityCurve, MoneyRecords records)
{
    public void Handle(VenueEvent answer)
    {
        switch (answer)
        {
            case OrderFilled fill:
                HandleFill(fill);
                break;
            case OrderOpened opened:
                var order = books.Find(opened.ClientOrderId);
                order.Open(opened.Time, opened.VenueOrderId);
                books.Effects.Add(order.Record);
                break;
            case OrderCancelled cancelled:
                HandleEnd(cancelled, OrderStatus.Cancelled, null);
                break;
            case OrderExpired expired:
                HandleEnd(expired, OrderStatus.Expired, null);
                break;
            case OrderRejected rejected:
                HandleEnd(rejected, OrderStatus.Rejected, rejected.Reason);
                break;
            case PositionLiquidated liquidated:
                HandleLiquidation(liquidated);
                break;
            case FundingPaid funding:
                HandleFunding(funding);
                break;
            case OrderUnknown unknown:
                HandleUnknown(unknown);
                break;
            case PositionAdjusted adjusted:
                HandleAdjustment(adjusted);
                break;
            case BalanceAdjusted balance:
                HandleBalance(balance);
                break;
            default:
                throw new ArgumentException($"Unknown venue event {answer.GetType()}.", nameof(answer));
        }
    }

    private void HandleFill(OrderFilled fill)
    {
        var order = books.Find(fill.ClientOrderId);
        if (order.HasFill(fill.FillId))
            return;
        var instance = order.Instance;
        var isFirst = order.Record.FilledQuantity == 0;
        var realized = Book(fill, order);
        order.TakeFill(fill, realized);
        books.Effects.Add(new Fill
        {
            FillId = fill.FillId,
            OrderId = order.Record.OrderId,
            Symbol = order.Record.Symbol,
            Side = order.Record.Side,
            PositionSide = order.Record.PositionSide,
            Price = fill.Price,
            Quantity = fill.Quantity,
            Commission = fill.Commission,
            Liquidity = fill.Liquidity,
            RealizedPnl = realized,
            Time = fill.Time,
        });
        books.Effects.Add(order.Record);
        if (order.IsClosed)
            books.Forget(order);
        var position = books.Ledger.Positions[instance.SymbolIndex]!;
        records.Write(position, position.IsFlat ? fill.Price : null, instance.SymbolIndex, instance.ExitReason);
        instance.OnFilled(order, isFirst);
        Close();
    }

    /// <summary>Books a fill into position and balance and returns the P&amp;L that it realized.</summary>
    private decimal Book(OrderFilled fill, TrackedOrder order)
    {
        var instance = order.Instance;
        var position = books.Ledger.Positions[instance.SymbolIndex];
        var realized = 0m;
        if (order.IsEntry)
        {
            if (position is null)
            {
                position = new OpenPosition(
                    books.NextPositionId(), order.SignalId, order.Record.StrategyName, instance.StrategyIndex, order.Record.Symbol, order.Record.PositionSide,
                    order.Record.Leverage, fill.Time, books.Ledger.TakerFeeRate(instance.SymbolIndex));
                books.Ledger.Open(instance.SymbolIndex, position);
            }

            position.Add(fill.Quantity, fill.Price, fill.Commission);
        }
        else
        {
            if (position is null)
                throw new InvalidOperationException($"Fill {fill.FillId} closes a position on {order.Record.Symbol} where none is open.");
            realized = position.Reduce(fill.Quantity, fill.Price, fill.Commission);
        }

        books.Ledger.BookFill(instance.StrategyIndex, fill.Time, realized, fill.Commission);
        return realized;
    }

    private void HandleEnd(OrderEvent end, OrderStatus status, string? reason)
    {
        var order = books.Find(end.ClientOrderId);
        order.End(status, end.Time, reason);
        books.Effects.Add(order.Record);
        books.Forget(order);
        order.Instance.OnOrderEnded(order);
    }

    private void HandleLiquidation(PositionLiquidated liquidation)
    {
        var position = books.Ledger.Positions[liquidation.SymbolIndex]
            ?? throw new InvalidOperationException($"The venue liquidated a position on symbol {liquidation.SymbolIndex}, where none is open.");
        var view = position.View;
        var instance = books.Slots.Holder(liquidation.SymbolIndex)!;
        position.Liquidate(liquidation.Price, liquidation.Loss);
        books.Ledger.BookFill(position.StrategyIndex, liquidation.Time, -liquidation.Loss, 0);
        var (order, fill) = LiquidationRecord.Create(books.TakeOrderId(), instance.Strategy.Name, view, liquidation);
        books.Effects.Add(order);
        books.Effects.Add(fill);
        records.Write(position, liquidation.Price, liquidation.SymbolIndex, Reasons.Liquidation);
        instance.OnLiquidated();
        Close();
    }

    private void HandleFunding(FundingPaid funding)
    {
        var position = books.Ledger.Positions[funding.SymbolIndex]
            ?? throw new InvalidOperationException($"The venue paid funding on symbol {funding.SymbolIndex}, where no position is open.");
        position.Fund(funding.Amount);
        books.Ledger.BookFunding(position.StrategyIndex, funding.Amount);
        records.Write(position, null, funding.SymbolIndex, "");
        Close();
    }

    private void HandleUnknown(OrderUnknown unknown)
    {
        var order = books.Find(unknown.ClientOrderId);
        order.MarkUnknown(unknown.Time);
        books.Effects.Add(order.Record);
        books.Effects.Add(new Alert
        {
            Severity = AlertSeverity.Warning,
            Rule = "order_unknown",
            StrategyName = order.Record.StrategyName,
            Symbol = order.Record.Symbol,
            Text = $"The venue gave no clear answer to order {order.Record.OrderId}: {unknown.Cause}. It is asked for it; nothing is sent again.",
            RaisedAt = books.Now,
        });
    }

    private void HandleAdjustment(PositionAdjusted adjusted)
    {
        var position = books.Ledger.Positions[adjusted.SymbolIndex]
            ?? throw new InvalidOperationException($"The venue adjusted a position on symbol {adjusted.SymbolIndex}, where none is open.");
        var before = position.View.Quantity;
        var realized = position.Adjust(adjusted.Quantity, adjusted.EntryPrice, adjusted.Price, adjusted.Commission);
        books.Ledger.BookFill(position.StrategyIndex, adjusted.Time, realized, adjusted.Commission);
        books.Effects.Add(new Alert
        {
            Severity = AlertSeverity.Critical,
            Rule = "position_changed_outside",
            StrategyName = position.StrategyName,
            Symbol = position.View.Symbol,
            Value = adjusted.Quantity,
            Limit = before,
            Text = $"{position.View.Symbol} went from {before} to {adjusted.Quantity} without an order of ours: {adjusted.Cause}.",
            RaisedAt = books.Now,
        });
        records.Write(position, position.IsFlat ? adjusted.Price : null, adjusted.SymbolIndex, Reasons.ClosedAtExchange);
        books.Slots.Holder(adjusted.SymbolIndex)!.OnAdjusted();
        Close();
    }

    private void HandleBalance(BalanceAdjusted adjusted)
    {
        books.Ledger.Adjust(adjusted.Amount);
        books.Effects.Add(new Alert
        {
            Severity = AlertSeverity.Warning,
            Rule = "balance_changed_outside",
            Value = books.Ledger.Balance,
            Limit = books.Ledger.Balance - adjusted.Amount,
            Text = $"The venue's balance differs by {adjusted.Amount} from ours: {adjusted.Cause}. Ours follows it.",
            RaisedAt = books.Now,
        });
        Close();
    }

    /// <summary>What every booking ends with: a point of the curve and the wallet.</summary>
    private void Close()
    {
        books.Effects.Add(equityCurve.Point(books.Now));
        books.Effects.Add(records.Wallet());
        records.WatchDayLoss();
    }
}
