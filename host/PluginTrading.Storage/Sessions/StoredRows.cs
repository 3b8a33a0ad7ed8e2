using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>All that one input of the engine brought about.</summary>
/// <param name="Sequence">Number of the input in its session, from 1, going up.</param>
/// <param name="Effects">Its effects, in order. The list is kept: do not change it afterwards.</param>
public sealed record StoredInput(long Sequence, IReadOnlyList<EngineEffect> Effects)
{
    /// <summary>Venue order ids that this input made known, by client order id.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> VenueOrderIds { get; init; } = [];
}

/// <summary>An order in its last state.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Sequence">Number of its first row in the session.</param>
/// <param name="VenueOrderId">The venue's id; <see langword="null"/> while it is not known.</param>
/// <param name="Order">Its last snapshot.</param>
public sealed record StoredOrder(long SessionId, long Sequence, string? VenueOrderId, Order Order);

/// <summary>A signal in its last state.</summary>
public sealed record StoredSignal(long SessionId, Signal Signal);

/// <summary>A move of a state machine.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Sequence">Number of its row in the session.</param>
/// <param name="Transition">The move.</param>
public sealed record StoredTransition(long SessionId, long Sequence, Transition Transition);

/// <summary>A position in its last state.</summary>
public sealed record StoredPosition(long SessionId, PositionSnapshot Position);

/// <summary>A fill.</summary>
/// <param name="SessionId">Whose it is.</param>
/// <param name="Sequence">Number of its row in the session.</param>
/// <param name="Exchange">Empty when it was simulated.</param>
/// <param name="Account">Empty when it was simulated.</param>
/// <param name="Fill">The fill.</param>
public sealed record StoredFill(long SessionId, long Sequence, string Exchange, string Account, Fill Fill);

/// <summary>A point of a session's equity curve with the figures so far. A point with the same amounts as the one before is not kept.</summary>
public sealed record PerformancePoint
{
    public required Timestamp Time { get; init; }
    public required decimal Balance { get; init; }
    public required decimal Equity { get; init; }

    /// <summary>Fall from the running peak in percent of the peak, ≥ 0.</summary>
    public required decimal DrawdownPct { get; init; }

    /// <summary>Σ realized of all fills, before fees; <see langword="null"/> for backtests, as all that follows.</summary>
    public decimal? RealizedPnl { get; init; }
    public decimal? UnrealizedPnl { get; init; }
    public decimal? Commission { get; init; }
    public decimal? Funding { get; init; }
    public long? TotalTrades { get; init; }
    public double? WinRate { get; init; }
    public double? ProfitFactor { get; init; }
    public double? SharpeRatio { get; init; }
    public double? SortinoRatio { get; init; }
}

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

/// <summary>A sampled value of an indicator.</summary>
/// <param name="Symbol">Symbol of the session.</param>
/// <param name="Name">Name with its parameters.</param>
/// <param name="Time">When it had the value.</param>
/// <param name="Value"><see langword="null"/> while it was not ready.</param>
public sealed record IndicatorSample(string Symbol, string Name, Timestamp Time, double? Value);

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

/// <summary>A closed candle for the series.</summary>
/// <param name="Symbol">Symbol of the market.</param>
/// <param name="Interval">For instance <c>1m</c>.</param>
/// <param name="OpenTime">Its begin.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Base units.</param>
public sealed record Candle(string Symbol, string Interval, Timestamp OpenTime, double Open, double High, double Low, double Close, double Volume);
