using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>One file of collected data.</summary>
public sealed record DataSetFile
{
    /// <summary>The session that collected it.</summary>
    public required long DataCollectionSessionId { get; init; }
    public required string Symbol { get; init; }

    /// <summary>For instance <c>trades</c>, <c>quotes</c>, <c>candles</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>UTC, as <c>2026-01-31</c>.</summary>
    public required string Day { get; init; }
    public required string Path { get; init; }
    public required long Rows { get; init; }
    public Timestamp? FirstTime { get; init; }
    public Timestamp? LastTime { get; init; }

    /// <summary>Of the file, for instance <c>sha256:…</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>A JSON array of what is missing in it; <c>[]</c> when nothing is.</summary>
    public string Gaps { get; init; } = "[]";
}
