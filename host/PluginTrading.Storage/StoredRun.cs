using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A run as the store has it.</summary>
public sealed record StoredRun
{
    /// <summary>From 1, in order of storing; never given twice.</summary>
    public required long Id { get; init; }

    /// <summary>When it was stored.</summary>
    public required Timestamp CreatedAt { get; init; }

    public required RunResult Result { get; init; }
}
