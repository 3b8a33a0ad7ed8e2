using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>An alert and what became of it.</summary>
public sealed record StoredAlert
{
    /// <summary>From 1, in order of storing.</summary>
    public required long AlertId { get; init; }

    /// <summary><see langword="null"/> when no session raised it.</summary>
    public long? SessionId { get; init; }
    public required Alert Alert { get; init; }

    /// <summary>When its cause was gone; <see langword="null"/> while it stands.</summary>
    public Timestamp? ClearedAt { get; init; }

    /// <summary>Who has seen it; <see langword="null"/> while nobody has.</summary>
    public string? AcknowledgedBy { get; init; }
    public Timestamp? AcknowledgedAt { get; init; }
}
