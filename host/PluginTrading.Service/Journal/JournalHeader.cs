using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Journal;

/// <summary>What a journal begins with: all that a fresh process needs to run the same session again, beside the code that it names.</summary>
public sealed record JournalHeader
{
    /// <summary>Version of the journal's format that this program writes.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The session's key, unique for ever.</summary>
    public required string SessionKey { get; init; }

    /// <summary>When the session was started, by the host's clock.</summary>
    public required Timestamp StartedAt { get; init; }

    /// <summary>The session document as it was written.</summary>
    public required string Document { get; init; }

    /// <summary>The folder that the document's paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>The session document's file; <see langword="null"/> when it came as text.</summary>
    public string? DocumentPath { get; init; }

    /// <summary>Contract rules as the session found them, in the session's order of symbols.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>What of the account's balance was not the session's when it began, quote currency; 0 where orders are simulated.</summary>
    public decimal OutsideBalance { get; init; }

    /// <summary>Names the account of a live session; empty where orders are simulated.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The recorded market data that the session runs on; <see langword="null"/> where an exchange gives them.</summary>
    public DataProvenance? Data { get; init; }

    /// <summary>Digest of each strategy's file and of the scripts that it names, or its plugin, when the session began; by strategy name. Resuming and replaying tell when it is another.</summary>
    public required IReadOnlyDictionary<string, string> StrategyDigests { get; init; }
}
