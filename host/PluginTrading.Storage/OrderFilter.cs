using PluginTrading.Sdk.Orders;

namespace PluginTrading.Storage;

/// <summary>Which orders to read.</summary>
public sealed record OrderFilter
{
    /// <summary><see langword="null"/> for those of all sessions.</summary>
    public long? SessionId { get; init; }
    public string? Symbol { get; init; }
    public OrderStatus? Status { get; init; }

    /// <summary>How many at most, &gt; 0.</summary>
    public int Limit { get; init; } = 50;
}
