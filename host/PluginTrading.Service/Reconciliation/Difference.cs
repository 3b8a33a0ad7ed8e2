
namespace PluginTrading.Service.Reconciliation;

/// <summary>What a difference between the venue and the session is.</summary>
public enum DifferenceKind
{
    /// <summary>A fill of ours was not told.</summary>
    MissedFill,

    /// <summary>Funding was paid and not told.</summary>
    MissedFunding,

    /// <summary>An order of ours does not work at the venue any more.</summary>
    OrderMissing,

    /// <summary>An order with an id of this session works at the venue, which the session does not have at work.</summary>
    OrphanOrder,

    /// <summary>An order that is not ours works on a symbol of the session.</summary>
    ForeignOrder,

    /// <summary>Our position was liquidated.</summary>
    Liquidated,

    /// <summary>Our position is gone without an order of ours.</summary>
    ClosedOutside,

    /// <summary>Our position has another size without an order of ours.</summary>
    SizeDifferent,

    /// <summary>A position that is not ours is open on a symbol of the session.</summary>
    OpenedOutside,

    /// <summary>A position that was not ours is gone.</summary>
    ForeignPositionGone,

    /// <summary>The balances differ.</summary>
    Balance,
}

/// <summary>What is done about a difference.</summary>
public enum DifferenceAction
{
    /// <summary>Our books follow the venue.</summary>
    Adopt,

    /// <summary>The venue is asked for that one order.</summary>
    Ask,

    /// <summary>What is there is cancelled or closed.</summary>
    Close,

    /// <summary>No entries on the symbol while it lasts.</summary>
    Freeze,

    /// <summary>Entries on the symbol are let through again.</summary>
    Release,

    /// <summary>Left alone, told once.</summary>
    Leave,
}

/// <summary>A difference between the venue and the session, and what its policy does about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Action">What is done.</param>
/// <param name="Symbol">Where; <see langword="null"/> for the balance.</param>
/// <param name="Text">Both values, for people.</param>
public sealed record Difference(DifferenceKind Kind, DifferenceAction Action, string? Symbol, string Text)
{
    /// <summary>The report that it came from, where there is one.</summary>
    internal object? Source { get; init; }

    /// <summary>What it moves, where that is a number.</summary>
    internal decimal Amount { get; init; }

    /// <summary>Whether it is the same difference as that of an earlier comparison.</summary>
    internal bool IsSameAs(Difference other) => (Kind, Symbol, Text) == (other.Kind, other.Symbol, other.Text);
}
