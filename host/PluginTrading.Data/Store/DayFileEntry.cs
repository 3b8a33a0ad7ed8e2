using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>What the manifest says of one file of events.</summary>
public sealed record DayFileEntry
{
    /// <summary>Path from the data set's folder, with <c>/</c>.</summary>
    public required string Path { get; init; }

    public required string Symbol { get; init; }

    public required MarketEventKind Kind { get; init; }

    /// <summary>Number of events, at least 1.</summary>
    public required long Rows { get; init; }

    public required Timestamp FirstTime { get; init; }

    public required Timestamp LastTime { get; init; }

    /// <summary>Longest time between two events that follow each other in this file.</summary>
    public required long LongestGapNanoseconds { get; init; }

    /// <summary>Size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>XXH3 (64 bits) of the file, 16 digits of lower-case hex: compared whenever the file is opened.</summary>
    public required string Xxh3 { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex: makes the data set's digest say what is in it.</summary>
    public required string Sha256 { get; init; }
}
