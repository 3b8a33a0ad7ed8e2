namespace PluginTrading.Service.Orders;

/// <summary>The request of an order has left, or may have.</summary>
internal sealed record OrderSent(string ClientOrderId);

/// <summary>The venue says that it does not know an order.</summary>
internal sealed record OrderNotFound(string ClientOrderId);

/// <summary>A question about an order has ended: without an answer where there is a cause.</summary>
internal sealed record AskFailed(string ClientOrderId, string Cause);

/// <summary>There was no clear answer to a cancellation.</summary>
internal sealed record CancelFailed(string ClientOrderId, string Cause);
