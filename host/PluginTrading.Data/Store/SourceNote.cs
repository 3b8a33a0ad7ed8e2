using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>Where events of a data set came from.</summary>
public sealed record SourceNote
{
    public required string Symbol { get; init; }

    public required MarketEventKind Kind { get; init; }

    /// <summary>Name of the file without its folder, or what made the events.</summary>
    public required string Name { get; init; }

    /// <summary>What was done to get events from it, for instance <c>from klines of 60 s</c>; empty when they were taken as they are.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether trades were made up from klines: real prices, but not their path or times.</summary>
    public bool FromKlines { get; init; }
}
