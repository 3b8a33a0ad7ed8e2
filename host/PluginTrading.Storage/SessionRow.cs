using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A session as the store has it.</summary>
public sealed record SessionRow
{
    /// <summary>From 1, never given twice.</summary>
    public required long Id { get; init; }

    /// <summary>The token; <see langword="null"/> for a finished backtest.</summary>
    public string? SessionKey { get; init; }

    /// <summary><c>backtest</c>, <c>paper</c>, <c>live</c> or <c>collect</c>.</summary>
    public required string SessionType { get; init; }
    public required IReadOnlyList<string> StrategyNames { get; init; }
    public required IReadOnlyList<string> Symbols { get; init; }
    public required string QuoteCurrency { get; init; }
    public required Direction Direction { get; init; }
    public required SessionStatus Status { get; init; }

    /// <summary>Why it has this status; <see langword="null"/> when nothing was said.</summary>
    public string? StatusReason { get; init; }
    public required string Exchange { get; init; }
    public required string Account { get; init; }
    public string? JournalPath { get; init; }

    /// <summary>The last input of the engine whose effects are stored; 0 before the first.</summary>
    public required long LastSequence { get; init; }
    public Timestamp? StartTime { get; init; }

    /// <summary><see langword="null"/> while it goes on.</summary>
    public Timestamp? EndTime { get; init; }
    public required SessionTotals Totals { get; init; }

    /// <summary>The kill switch, where it fell.</summary>
    public TradingHalted? Halted { get; init; }
    public long Seed { get; init; }

    /// <summary>The session document as JSON.</summary>
    public string? Document { get; init; }
    public string? CreatedBy { get; init; }
    public required Timestamp CreatedAt { get; init; }
}
