namespace PluginTrading.Service.Tests.Sessions;

/// <summary>When a fault strikes in a run of two round trips.</summary>
public enum Moment
{
    /// <summary>Before the first entry leaves.</summary>
    Entry,

    /// <summary>Before the first round's ordinary close leaves.</summary>
    Close,

    /// <summary>Before the second round's emergency close leaves.</summary>
    Emergency,
}

/// <summary>What a fault may change of the outcome.</summary>
internal enum FaultReach
{
    /// <summary>Nothing: both rounds end as decided.</summary>
    Orders,

    /// <summary>Prices are seen late: a round may end for the other reason.</summary>
    Market,

    /// <summary>Someone else's hand: a round may end by it.</summary>
    Outside,
}

/// <summary>Every fault that the sandbox can play, as the matrix plays it.</summary>
internal sealed record ScriptedFault(string Text, FaultReach Reach)
{
    public string Name => Text.Split(' ')[0];

    public static IReadOnlyList<ScriptedFault> All { get; } =
    [
        new("timeout_before_accept ms=30", FaultReach.Orders),
        new("timeout_after_accept ms=30", FaultReach.Orders),
        new("error_5xx_before", FaultReach.Orders),
        new("error_5xx_after", FaultReach.Orders),
        new("rate_limit_429 count=2", FaultReach.Orders),
        new("rate_limit_510 count=2", FaultReach.Orders),
        new("rate_limit_after_accept", FaultReach.Orders),
        new("reject count=2", FaultReach.Orders),
        new("maintenance count=2", FaultReach.Orders),
        new("drop_socket count=3", FaultReach.Market),
        new("silent_socket", FaultReach.Market),
        new("silent_public", FaultReach.Market),
        new("silent_private", FaultReach.Orders),
        new("duplicate_pushes count=40", FaultReach.Orders),
        new("late_pushes ms=250 count=10", FaultReach.Orders),
        new("late_pushes ms=250 count=10 only=deals", FaultReach.Orders),
        new("reorder_pushes count=40", FaultReach.Orders),
        new("lose_pushes count=6", FaultReach.Orders),
        new("partial_fills parts=3 count=4", FaultReach.Orders),
        new("clock_skew ms=15000 for=1", FaultReach.Orders),
        new("query_lag ms=250 count=2", FaultReach.Orders),
        new("hold_fills for=0.5", FaultReach.Orders),
        new("liquidate", FaultReach.Outside),
        new("close_outside", FaultReach.Outside),
        new("reduce_outside", FaultReach.Outside),
        new("open_outside side=short contracts=5", FaultReach.Outside),
    ];
}
