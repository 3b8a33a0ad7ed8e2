namespace PluginTrading.Exchange.Mexc.Sandbox.Faults;

/// <summary>When a fault is spent.</summary>
internal enum FaultMode
{
    /// <summary>Once per use: <c>count=</c> uses, or as many as fall into <c>for=</c>.</summary>
    Counted,

    /// <summary>Lasts for <c>for=</c>, else until it is cleared.</summary>
    Lasting,

    /// <summary>Does something by itself, <c>count=</c> times, as soon as it can.</summary>
    Action,
}

/// <summary>What can be asked for.</summary>
/// <param name="Name">As written.</param>
/// <param name="Mode">When it is spent.</param>
/// <param name="Keys">Keys that it understands beside <c>count</c>, <c>for</c>, <c>at</c> and <c>chance</c>.</param>
/// <param name="Description">One sentence.</param>
internal sealed record FaultKind(string Name, FaultMode Mode, IReadOnlyList<string> Keys, string Description);

/// <summary>Every fault that the sandbox can play.</summary>
internal static class FaultCatalog
{
    public const string TimeoutBeforeAccept = "timeout_before_accept";
    public const string TimeoutAfterAccept = "timeout_after_accept";
    public const string Error5xxBefore = "error_5xx_before";
    public const string Error5xxAfter = "error_5xx_after";
    public const string RateLimit429 = "rate_limit_429";
    public const string RateLimit510 = "rate_limit_510";
    public const string RateLimitAfterAccept = "rate_limit_after_accept";
    public const string Reject = "reject";
    public const string Maintenance = "maintenance";
    public const string DropSocket = "drop_socket";
    public const string SilentSocket = "silent_socket";
    public const string SilentPublic = "silent_public";
    public const string SilentPrivate = "silent_private";
    public const string DuplicatePushes = "duplicate_pushes";
    public const string LatePushes = "late_pushes";
    public const string ReorderPushes = "reorder_pushes";
    public const string LosePushes = "lose_pushes";
    public const string PartialFills = "partial_fills";
    public const string ClockSkew = "clock_skew";
    public const string Liquidate = "liquidate";
    public const string CloseOutside = "close_outside";
    public const string OpenOutside = "open_outside";
    public const string ReduceOutside = "reduce_outside";
    public const string QueryLag = "query_lag";
    public const string HoldFills = "hold_fills";

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(TimeoutBeforeAccept, FaultMode.Counted, ["ms", "endpoint"], "A request to place an order is thrown away and its connection aborted after ms= (10000)."),
        new(TimeoutAfterAccept, FaultMode.Counted, ["ms", "endpoint"], "A request to place an order is accepted, but no answer comes and its connection is aborted after ms= (10000)."),
        new(Error5xxBefore, FaultMode.Counted, ["status", "endpoint"], "A request to place an order is thrown away and answered with HTTP status= (503) and no envelope."),
        new(Error5xxAfter, FaultMode.Counted, ["status", "endpoint"], "A request to place an order is accepted, then answered with HTTP status= (502) and no envelope."),
        new(RateLimit429, FaultMode.Counted, ["endpoint"], "A signed request is refused with HTTP 429."),
        new(RateLimit510, FaultMode.Counted, ["endpoint"], "A signed request is refused with code 510."),
        new(RateLimitAfterAccept, FaultMode.Counted, ["endpoint"], "A request to place an order is accepted, yet answered with code 510."),
        new(Reject, FaultMode.Counted, ["code", "endpoint"], "A request to place an order is refused with code= (2005)."),
        new(Maintenance, FaultMode.Counted, ["code", "endpoint"], "A request that places, changes or cancels an order is refused with code= (604)."),
        new(DropSocket, FaultMode.Action, [], "Every WebSocket connection is cut without a close frame; a further count cuts those that come back."),
        new(SilentSocket, FaultMode.Counted, [], "The WebSocket connections open at that time stay open and send nothing more, no pong either, for= seconds or for good."),
        new(SilentPublic, FaultMode.Counted, [], "The WebSocket connections open at that time send no market data any more, for= seconds or for good."),
        new(SilentPrivate, FaultMode.Counted, [], "The WebSocket connections open at that time send no account pushes any more, for= seconds or for good."),
        new(DuplicatePushes, FaultMode.Counted, ["only"], "The account pushes of one change, of one with a fill when only=deals, are sent twice."),
        new(LatePushes, FaultMode.Counted, ["ms", "only"], "The account pushes of one change, of one with a fill when only=deals, are sent ms= (1000) of wall time later."),
        new(ReorderPushes, FaultMode.Counted, ["only"], "The account pushes of one change, of one with a fill when only=deals, are sent in reverse order."),
        new(LosePushes, FaultMode.Counted, ["only"], "The account pushes of one change, of one with a fill when only=deals, are never sent; REST says what happened."),
        new(PartialFills, FaultMode.Counted, ["parts"], "An order fills in parts= (3), one per market event."),
        new(ClockSkew, FaultMode.Lasting, ["ms"], "The exchange's clock is ms= (5000) ahead, behind when negative."),
        new(Liquidate, FaultMode.Action, ["symbol"], "The positions of symbol= (all) are liquidated whatever the price."),
        new(CloseOutside, FaultMode.Action, ["symbol"], "The positions of symbol= (all) are closed at the market by someone else."),
        new(OpenOutside, FaultMode.Action, ["symbol", "side", "contracts"], "Someone else opens contracts= (1) on side= (long) of symbol= (the first) at the market."),
        new(ReduceOutside, FaultMode.Action, ["symbol", "contracts"], "Someone else closes contracts= (half) of the positions of symbol= (all) at the market."),
        new(QueryLag, FaultMode.Counted, ["ms"], "An order is not to be found by REST queries for ms= (1000) of wall time after it was accepted."),
        new(HoldFills, FaultMode.Lasting, [], "Nothing of the account's orders fills, for= seconds or until cleared."),
    ];

    public static FaultKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
