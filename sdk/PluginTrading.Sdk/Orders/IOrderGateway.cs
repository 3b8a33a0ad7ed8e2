namespace PluginTrading.Sdk.Orders;

/// <summary>
/// The way to a venue, real or simulated. What the venue says of an order comes back as <see cref="VenueEvent"/>s, never as a return value;
/// a gateway that does not know an order's outcome says nothing until it does.
/// </summary>
public interface IOrderGateway
{
    /// <summary>Sends an order once. Completes when it has been handed over, not when the venue has answered.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before anything was sent.</exception>
    ValueTask SubmitAsync(ApprovedOrder order, CancellationToken cancellationToken);

    /// <summary>Asks for an order's unfilled rest to be cancelled; an order that is closed by then is left alone.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before anything was sent.</exception>
    ValueTask CancelAsync(string clientOrderId, CancellationToken cancellationToken);
}
