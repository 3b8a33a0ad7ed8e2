namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Counts requests per endpoint in a moving window of wall time. Used under the venue's lock.</summary>
internal sealed class RateLimiter(VenueClock clock)
{
    private readonly Dictionary<string, Queue<double>> _times = new(StringComparer.Ordinal);

    /// <summary>Counts a request, unless it is one too many.</summary>
    public bool Allows(string endpoint, RateLimit limit)
    {
        if (!_times.TryGetValue(endpoint, out var times))
            _times.Add(endpoint, times = new Queue<double>());
        var now = clock.Elapsed;
        while (times.TryPeek(out var oldest) && now - oldest >= limit.Seconds)
            times.Dequeue();
        if (times.Count >= limit.Count)
            return false;
        times.Enqueue(now);
        return true;
    }
}
