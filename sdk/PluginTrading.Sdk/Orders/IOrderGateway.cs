namespace PluginTrading.Sdk.Orders;

/// <summary>
/// The way to a venue, real or simulated. What the venue says of an order never comes back as a return value: a simulated venue answers with
/// <see cref="VenueEvent"/>s, an exchange's account reports to its sink. A gateway that does not know an order's outcome never calls it rejected.
/// </summary>
public interface IOrderGateway
{
    /// <summary>Sends an order once. Completes when it has been handed over, not when the venue has answered.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before anything was sent.</exception>
    ValueTask SubmitAsync(ApprovedOrder order, CancellationToken cancellationToken);

    /// <summary>Asks for an order's unfilled rest to be cancelled; an order that is closed by then is left alone.</summary>
    /// <param name="symbol">The order's symbol.</param>
    /// <param name="clientOrderId">Our id of it.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before anything was sent.</exception>
    ValueTask CancelAsync(string symbol, string clientOrderId, CancellationToken cancellationToken);
}
