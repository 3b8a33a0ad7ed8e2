using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Sessions;

/// <summary>How a session's run ended.</summary>
public sealed record SessionEnd
{
    /// <summary>Time of the last input.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>Inputs in the journal.</summary>
    public required long Inputs { get; init; }

    /// <summary>Market events handled, those before a restart included.</summary>
    public required long Events { get; init; }

    /// <summary>Quote currency.</summary>
    public required decimal Balance { get; init; }

    /// <summary>Quote currency.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Whether it was stopped or came to the end of its data; otherwise it can be resumed.</summary>
    public required bool IsStopped { get; init; }
}
