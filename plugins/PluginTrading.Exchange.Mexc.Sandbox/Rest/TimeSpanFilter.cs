namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>The time range of a list, in ms, both ends included.</summary>
internal readonly record struct TimeSpanFilter(long From, long To)
{
    private const long DayMs = 86_400_000;

    /// <summary>
    /// Reads either spelling; without any it is the last seven days of market time. Clients say "until now" by the wall clock, which a fast market is ahead of:
    /// an end that is not before the wall clock's now is no end.
    /// </summary>
    /// <returns>0, or 6003 for a range that is too long or runs backwards.</returns>
    public static int TryRead(RequestFields query, VenueClock clock, out TimeSpanFilter range)
    {
        var from = query.Long("start_time", "startTime");
        var to = query.Long("end_time", "endTime");
        var isUntilNow = to is null || to >= clock.WallMs;
        range = new TimeSpanFilter(from ?? (isUntilNow ? clock.MarketMs : to!.Value) - (7 * DayMs), isUntilNow ? long.MaxValue : to!.Value);
        if (query.IsMalformed)
            return 600;
        return from is { } start && to is { } end && ((end < start && !isUntilNow) || end - start > 90 * DayMs) ? 6003 : 0;
    }

    public bool Holds(long timeMs) => timeMs >= From && timeMs <= To;
}
