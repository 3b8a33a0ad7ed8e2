using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Orders;

/// <summary>One of our orders that is not closed, as far as the venue has spoken of it.</summary>
internal sealed class DeskOrder(OrderRequest request)
{
    public OrderRequest Request { get; } = request;

    public string? VenueOrderId { get; set; }

    /// <summary>Σ quantity of the fills that were taken in.</summary>
    public decimal Filled { get; set; }

    /// <summary>The request on its way; has ended for an order of an earlier process.</summary>
    public Task Sending { get; set; } = Task.CompletedTask;

    /// <summary>Whether the request has left, or may have; only then is the venue asked.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether its end was asked for.</summary>
    public bool IsCancelling { get; set; }

    /// <summary>Whether its end was asked for because its time was over.</summary>
    public bool IsExpiring { get; set; }

    /// <summary>Whether the session was told that there was no clear answer.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>The venue has ended it; fills that it counts are still missing here.</summary>
    public OrderReport? End { get; set; }

    /// <summary>Whether a question about it is under way.</summary>
    public bool IsAsked { get; set; }

    /// <summary>How often in a row the venue said that it does not know it.</summary>
    public int NotFound { get; set; }

    /// <summary>When it said so first.</summary>
    public long FirstNotFound { get; set; }

    /// <summary>When something was heard or done about it last, by the host's clock.</summary>
    public long LastHeard { get; set; }

    public decimal Remaining => Request.Quantity - Filled;

    /// <summary>The venue has it and has said so.</summary>
    public bool IsAcknowledged => VenueOrderId is not null;

    /// <summary>Whether what the venue holds may differ from what is known here: in flight, unknown, or ended with fills missing.</summary>
    public bool IsUnsettled => !IsAcknowledged || End is not null;
}
