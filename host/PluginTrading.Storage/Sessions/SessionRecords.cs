using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Storage;

/// <summary>Where a session is in its life.</summary>
public enum SessionStatus
{
    /// <summary>It handles events and may trade.</summary>
    Running,

    /// <summary>It handles events and enters nothing.</summary>
    Paused,

    /// <summary>It has ended.</summary>
    Stopped,

    /// <summary>It ended on a failure, which the row's reason tells.</summary>
    Error,
}

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

/// <summary>A session's figures so far. Amounts in quote currency.</summary>
public sealed record SessionTotals
{
    public required decimal InitialBalance { get; init; }

    /// <summary>Of the newest point of the equity curve.</summary>
    public required decimal CurrentBalance { get; init; }

    /// <summary>Of the newest point of the equity curve; <see langword="null"/> before the first.</summary>
    public decimal? CurrentEquity { get; init; }

    /// <summary>Σ of the closed trades, after fees and funding.</summary>
    public required decimal TotalPnl { get; init; }
    public required long TotalTrades { get; init; }
    public required long WinningTrades { get; init; }
    public required long LosingTrades { get; init; }

    /// <summary>Wins ÷ trades, a share of one; absent without trades.</summary>
    public double? WinRate { get; init; }

    /// <summary>Σ of winning ÷ Σ of losing trades; absent without a loss.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Deepest fall from a peak, percent of the peak.</summary>
    public double? MaxDrawdownPct { get; init; }

    /// <summary>Set at the end of a run; absent before.</summary>
    public double? SharpeRatio { get; init; }

    /// <summary>Σ realized of all fills, before fees.</summary>
    public required decimal RealizedPnl { get; init; }

    /// <summary>Σ fees of all fills.</summary>
    public required decimal Commission { get; init; }

    /// <summary>Σ of the closed trades; positive was received.</summary>
    public required decimal Funding { get; init; }
}

/// <summary>Which orders to read.</summary>
public sealed record OrderFilter
{
    /// <summary><see langword="null"/> for those of all sessions.</summary>
    public long? SessionId { get; init; }
    public string? Symbol { get; init; }
    public OrderStatus? Status { get; init; }

    /// <summary>How many at most, &gt; 0.</summary>
    public int Limit { get; init; } = 50;
}
