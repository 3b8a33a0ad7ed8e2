using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>Whether a store takes what it is given.</summary>
public sealed record StoreWriterState
{
    /// <summary>It takes inputs.</summary>
    public static StoreWriterState Working { get; } = new();

    public bool IsFailing => FailingSince is not null;

    /// <summary>Since when it has taken nothing; <see langword="null"/> while it works.</summary>
    public Timestamp? FailingSince { get; init; }

    /// <summary>Why the last attempt failed, without secrets; <see langword="null"/> while it works.</summary>
    public string? Cause { get; init; }
}
