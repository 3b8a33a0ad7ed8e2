using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>Reads MEXC's orders, deals, positions, funding and money, as they come in replies and pushes, into base units.</summary>
/// <remarks>Each throws <see cref="PayloadException"/> for what is not as specified.</remarks>
internal static class ReportReader
{
    /// <param name="order">An order.</param>
    /// <param name="contractSize">Base asset per contract.</param>
    public static OrderReport Order(Payload order, decimal contractSize)
    {
        var side = OrderSide.Read(order["side"], order["reduceOnly"].BooleanOr(false));
        var filled = order["dealVol"].DecimalOrZero() * contractSize;
        var errorCode = order["errorCode"].IntOr(0);
        var status = Status(order["state"], filled > 0);
        return new OrderReport
        {
            ClientOrderId = ClientOrderId(order["externalOid"]),
            VenueOrderId = order["orderId"].Text(),
            Symbol = order["symbol"].Text(),
            Status = status,
            Side = side.Side,
            PositionSide = side.PositionSide,
            ReduceOnly = !side.Opens,
            Quantity = order["vol"].Decimal() * contractSize,
            FilledQuantity = filled,
            LimitPrice = order["orderType"].IntOr(1) is 5 or 6 ? null : order["price"].Decimal(),
            Reason = status is OrderStatus.Cancelled or OrderStatus.Rejected && errorCode != 0 ? $"{errorCode}: {MexcError.OrderEnd(errorCode)}" : null,
            IsLiquidation = IsLiquidation(order["category"]),
            Time = (order["updateTime"].IsMissing ? order["createTime"] : order["updateTime"]).Milliseconds(),
        };
    }

    /// <param name="deal">A deal of a reply or a push.</param>
    /// <param name="contractSize">Base asset per contract.</param>
    public static FillReport Fill(Payload deal, decimal contractSize)
    {
        var side = OrderSide.Read(deal["side"], deal["reduceOnly"].BooleanOr(false));
        return new FillReport
        {
            FillId = deal["id"].Text(),
            VenueOrderId = deal["orderId"].Text(),
            ClientOrderId = ClientOrderId(deal["externalOid"]),
            Symbol = deal["symbol"].Text(),
            Side = side.Side,
            PositionSide = side.PositionSide,
            Price = Positive(deal["price"]),
            Quantity = Positive(deal["vol"]) * contractSize,
            Commission = deal["fee"].DecimalOrZero(),
            // Replies say "taker", pushes "isTaker".
            Liquidity = (deal["taker"].IsMissing ? deal["isTaker"] : deal["taker"]).BooleanOr(true) ? Liquidity.Taker : Liquidity.Maker,
            IsLiquidation = IsLiquidation(deal["category"]),
            Time = deal["timestamp"].Milliseconds(),
        };
    }

    /// <param name="position">A position of a reply or a push.</param>
    /// <param name="contractSize">Base asset per contract.</param>
    /// <param name="seen">Time of the frame, for pushes that do not say when.</param>
    public static PositionReport Position(Payload position, decimal contractSize, Timestamp seen)
    {
        var state = position["state"].IntOr(1);
        return new PositionReport
        {
            Symbol = position["symbol"].Text(),
            Side = OrderSide.ReadPosition(position["positionType"]),
            Quantity = state == 3 ? 0 : position["holdVol"].Decimal() * contractSize,
            EntryPrice = position["holdAvgPrice"].DecimalOrZero(),
            Leverage = position["leverage"].IntOr(1),
            Margin = position["im"].DecimalOrZero(),
            LiquidationPrice = position["liquidatePrice"].DecimalOrZero() is > 0 and var price ? price : null,
            IsLiquidating = state == 2,
            Time = position["updateTime"].IsMissing ? seen : position["updateTime"].Milliseconds(),
        };
    }

    /// <param name="record">A row of the funding records.</param>
    public static FundingReport Funding(Payload record) => new()
    {
        FundingId = record["id"].Text(),
        Symbol = record["symbol"].Text(),
        PositionSide = OrderSide.ReadPosition(record["positionType"]),
        Amount = record["funding"].Decimal(),
        Rate = record["rate"].Decimal(),
        Time = record["settleTime"].Milliseconds(),
    };

    /// <summary>Balance is equity without unrealized P&amp;L: available + margin of positions + margin of orders.</summary>
    /// <param name="asset">An asset of a reply or a push.</param>
    /// <param name="seen">When it was so.</param>
    public static WalletReport Wallet(Payload asset, Timestamp seen)
    {
        var available = asset["availableBalance"].Decimal();
        var used = asset["positionMargin"].DecimalOrZero() + asset["frozenBalance"].DecimalOrZero();
        return new WalletReport { Currency = asset["currency"].Text(), Balance = available + used, Available = available, MarginUsed = used, Time = seen };
    }

    /// <summary>MEXC gives orders without an id of ours one that begins with <c>_m_</c>.</summary>
    private static string? ClientOrderId(Payload externalOid) =>
        externalOid.TextOrNull() is { } id && !id.StartsWith("_m_", StringComparison.Ordinal) ? id : null;

    private static OrderStatus Status(Payload state, bool isPartlyFilled) => state.Int() switch
    {
        1 or 2 => isPartlyFilled ? OrderStatus.PartiallyFilled : OrderStatus.Open,
        3 => OrderStatus.Filled,
        4 => OrderStatus.Cancelled,
        // Rejected means that nothing was filled.
        5 => isPartlyFilled ? OrderStatus.Cancelled : OrderStatus.Rejected,
        var other => throw new PayloadException($"state: expected 1 to 5, found {other}"),
    };

    private static bool IsLiquidation(Payload category) => category.IntOr(1) is 2 or 3 or 4;

    private static decimal Positive(Payload number) => number.Decimal() is > 0 and var value ? value : throw new PayloadException($"expected a number above 0, found {number.Text()}");
}
