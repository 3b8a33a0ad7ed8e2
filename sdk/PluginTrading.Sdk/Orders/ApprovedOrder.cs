namespace PluginTrading.Sdk.Orders;

/// <summary>An order that passed the risk check. Only the risk check makes one, and a gateway takes nothing else.</summary>
public sealed class ApprovedOrder
{
    internal ApprovedOrder(OrderRequest request) => Request = request;

    /// <summary>The order.</summary>
    public OrderRequest Request { get; }
}
