using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A session that is about to begin.</summary>
public sealed record NewSession
{
    /// <summary>The token that names this session, unique in the store.</summary>
    public required string SessionKey { get; init; }

    /// <summary>What it is: type, strategies, symbols, balance, document.</summary>
    public required RunDescription Description { get; init; }

    /// <summary>Name of the exchange whose fill ids are unique for ever; empty when fills are simulated.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>Name of the account at the exchange; empty when fills are simulated.</summary>
    public string Account { get; init; } = "";

    /// <summary>The session's journal file; <see langword="null"/> when it has none.</summary>
    public string? JournalPath { get; init; }

    /// <summary>Who started it; <see langword="null"/> when nobody said.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Time of its first event.</summary>
    public required Timestamp StartTime { get; init; }
}
