using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results;

/// <summary>What is known of a run once it has ended.</summary>
public sealed record RunEnd
{
    /// <summary>Market events handled.</summary>
    public required long Events { get; init; }

    /// <summary>Time of the first event; <see langword="null"/> when there was none.</summary>
    public required Timestamp? FirstTime { get; init; }

    /// <summary>Time of the last event; <see langword="null"/> when there was none.</summary>
    public required Timestamp? LastTime { get; init; }

    /// <summary>Whether it went on to the end of its data; <see langword="false"/> when it was cancelled before.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>What positions that are still open have cost so far; none after a whole backtest, which closes them.</summary>
    public IReadOnlyList<OpenRoundTrip> OpenRoundTrips { get; init; } = [];
}

/// <summary>The booked part of a round trip that has not come back to flat. Quote currency.</summary>
/// <param name="StrategyName">Its strategy.</param>
/// <param name="RealizedPnl">Realized by partial exits, before fees.</param>
/// <param name="Commission">Fees of its fills so far.</param>
/// <param name="Funding">Funding so far; positive was received.</param>
public sealed record OpenRoundTrip(string StrategyName, decimal RealizedPnl, decimal Commission, decimal Funding);
