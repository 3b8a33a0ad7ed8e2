using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Machine;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Orders;

/// <summary>One of our orders and what the venue has said of it.</summary>
internal sealed class TrackedOrder
{
    private readonly HashSet<string> _fillIds = new(StringComparer.Ordinal);
    private decimal _filledNotional;

    public TrackedOrder(OrderRequest request, StrategyInstance instance, long? signalId)
    {
        Request = request;
        Instance = instance;
        Record = new Order
        {
            OrderId = request.ClientOrderId,
            StrategyName = request.StrategyName,
            Symbol = request.Symbol,
            Side = request.Side,
            PositionSide = request.PositionSide,
            OrderType = request.Type,
            Quantity = request.Quantity,
            RequestedPrice = request.LimitPrice ?? request.LastPrice,
            Leverage = request.Leverage,
            Status = OrderStatus.Pending,
            SignalId = signalId,
            CreatedAt = request.CreatedAt,
            UpdatedAt = request.CreatedAt,
        };
    }

    public OrderRequest Request { get; }

    public StrategyInstance Instance { get; }

    /// <summary>The signal that led to it; <see langword="null"/> when none did.</summary>
    public long? SignalId => Record.SignalId;

    /// <summary>The latest snapshot.</summary>
    public Order Record { get; private set; }

    public bool IsEntry => !Request.ReduceOnly;

    public bool IsClosed => Record.IsClosed;

    public decimal Remaining => Request.Quantity - Record.FilledQuantity;

    /// <summary>Takes in a fill that was not taken in before.</summary>
    public void TakeFill(OrderFilled fill, decimal realizedPnl)
    {
        if (!_fillIds.Add(fill.FillId))
            throw new InvalidOperationException($"Fill {fill.FillId} of order {Record.OrderId} was booked before.");
        if (fill.Quantity > Remaining)
            throw new InvalidOperationException($"Fill {fill.FillId} of {fill.Quantity} is more than the {Remaining} left of order {Record.OrderId}.");
        var filled = Record.FilledQuantity + fill.Quantity;
        _filledNotional += fill.Price * fill.Quantity;
        var average = _filledNotional / filled;
        var against = Request.Side == Side.Buy ? 1m : -1m;
        Record = Record with
        {
            FilledQuantity = filled,
            ExecutionPrice = average,
            SlippagePct = against * 100m * ((average / Record.RequestedPrice) - 1m),
            Status = filled == Request.Quantity ? OrderStatus.Filled : Record.IsClosed ? Record.Status : OrderStatus.PartiallyFilled,
            Commission = Record.Commission + fill.Commission,
            RealizedPnl = Record.RealizedPnl + realizedPnl,
            UpdatedAt = fill.Time,
        };
    }

    public bool HasFill(string fillId) => _fillIds.Contains(fillId);

    /// <summary>The venue is done with it.</summary>
    public void End(OrderStatus status, Timestamp time, string? rejectionReason = null) =>
        Record = Record with { Status = status, UpdatedAt = time, RejectionReason = rejectionReason };

    public void Open(Timestamp time, string venueOrderId)
    {
        Record = Record with
        {
            VenueOrderId = venueOrderId,
            Status = Record.Status is OrderStatus.Pending or OrderStatus.Unknown ? WhileWorking : Record.Status,
            UpdatedAt = time,
        };
    }

    public void MarkUnknown(Timestamp time) => Record = Record with { Status = OrderStatus.Unknown, UpdatedAt = time };

    private OrderStatus WhileWorking => Record.FilledQuantity == 0 ? OrderStatus.Open : OrderStatus.PartiallyFilled;
}
