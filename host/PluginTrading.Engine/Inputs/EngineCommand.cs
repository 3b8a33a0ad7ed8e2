using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Inputs;

/// <summary>
/// Something that is neither market data nor said by the venue and yet bears on decisions: an operator's wish, the state of a connection, time that
/// passed. Journaled like every other input.
/// </summary>
public abstract record EngineCommand
{
    private protected EngineCommand()
    {
    }

    /// <summary>When it takes effect; not before the event before it.</summary>
    public required Timestamp Time { get; init; }
}

/// <summary>The host process took the session up, at its start or after a restart.</summary>
public sealed record BeginEpoch : EngineCommand
{
    /// <summary>From 1, one more at each start.</summary>
    public required int Epoch { get; init; }

    /// <summary>What client order ids begin with from now on; empty leaves plain numbers.</summary>
    public required string OrderIdPrefix { get; init; }
}

/// <summary>Time passed; no market event may have come.</summary>
public sealed record ClockTick : EngineCommand;

/// <summary>How much the session may still do, from everything to nothing. Each level includes those before it.</summary>
public enum TradingLevel
{
    /// <summary>Everything.</summary>
    Active,

    /// <summary>No new entries; entries at work stay.</summary>
    EntriesPaused,

    /// <summary>Entries at work are cancelled too; only what shrinks a position is sent.</summary>
    ReduceOnly,

    /// <summary>Every order at work was cancelled, closes too; positions stay managed.</summary>
    OrdersCancelled,

    /// <summary>Every position is closed at the market, and any that opens later.</summary>
    Flatten,
}

/// <summary>The operator, or a limit, moves the session up or down the stop ladder.</summary>
public sealed record ChangeTradingLevel : EngineCommand
{
    public required TradingLevel Level { get; init; }

    /// <summary>Who asked, for the record.</summary>
    public required string By { get; init; }
}

/// <summary>The operator asks for one position to be closed at the market.</summary>
public sealed record ClosePosition : EngineCommand
{
    public required int SymbolIndex { get; init; }

    public required string By { get; init; }
}

/// <summary>Whether a symbol's market data are fresh and complete. While they are not there are no entries; exits run.</summary>
public sealed record ChangeDataStatus : EngineCommand
{
    public required int SymbolIndex { get; init; }

    public required bool IsFresh { get; init; }

    /// <summary>What is wrong, for people; empty when fresh.</summary>
    public string Cause { get; init; } = "";
}

/// <summary>Whether the account was compared with the venue and agrees. While it does not there are no entries; exits run.</summary>
public sealed record ChangeAccountStatus : EngineCommand
{
    public required bool IsReconciled { get; init; }

    public string Cause { get; init; } = "";
}

/// <summary>The host tells something that a person should know; it becomes an alert.</summary>
public sealed record Announce : EngineCommand
{
    public required AlertSeverity Severity { get; init; }

    /// <summary>What was broken, as in <c>foreign_position</c>.</summary>
    public required string Rule { get; init; }

    public string? Symbol { get; init; }

    public required string Text { get; init; }
}

/// <summary>A symbol is frozen for entries because something at the venue is not ours, or released.</summary>
public sealed record FreezeSymbol : EngineCommand
{
    public required int SymbolIndex { get; init; }

    public required bool IsFrozen { get; init; }

    public string Cause { get; init; } = "";
}
