using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A row of the audit log.</summary>
public sealed record AuditEntry
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }
    public required Timestamp Time { get; init; }
    public required string Who { get; init; }
    public required string Command { get; init; }

    /// <summary>A JSON object without secrets.</summary>
    public required string Arguments { get; init; }
    public required string Outcome { get; init; }

    /// <summary>SHA-256 over this row and the hash of the row before, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }
}
