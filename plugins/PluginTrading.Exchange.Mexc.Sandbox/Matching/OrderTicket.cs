namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>An order as the request says it; what it did not say is <see langword="null"/>.</summary>
internal sealed record OrderTicket
{
    public string? Symbol { get; init; }

    public decimal? Price { get; init; }

    /// <summary>Contracts.</summary>
    public decimal? Vol { get; init; }

    public long? Leverage { get; init; }

    public long? Side { get; init; }

    public long? Type { get; init; }

    public long? OpenType { get; init; }

    public string? ExternalOid { get; init; }

    public long? PositionMode { get; init; }

    public bool? ReduceOnly { get; init; }
}
