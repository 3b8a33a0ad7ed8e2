using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation;

/// <summary>An order on its way to the simulated market or at work there.</summary>
internal sealed class WorkingOrder(OrderRequest request, Timestamp arrivesAt)
{
    public OrderRequest Request { get; } = request;

    /// <summary>From this time on an event can fill it.</summary>
    public Timestamp ArrivesAt { get; } = arrivesAt;

    public decimal Remaining { get; private set; } = request.Quantity;

    public bool HasArrived { get; private set; }

    /// <summary>Whether it takes what the book offers: a market order, or a limit order that crosses on arrival.</summary>
    public bool IsTaker { get; private set; }

    public void Arrive(bool isTaker)
    {
        HasArrived = true;
        IsTaker = isTaker;
    }

    /// <summary>From now on it waits in the book at its limit.</summary>
    public void Rest() => IsTaker = false;

    public void Take(decimal quantity)
    {
        if (quantity <= 0 || quantity > Remaining)
            throw new InvalidOperationException($"A fill of {quantity} does not fit the {Remaining} left of order '{Request.ClientOrderId}'.");
        Remaining -= quantity;
    }
}
