using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Orders;

/// <summary>How many orders were sent within a sliding window.</summary>
/// <param name="seconds">Length of the window.</param>
internal sealed class OrderRate(double seconds)
{
    private readonly Queue<long> _sent = new();
    private readonly long _window = Timestamp.DurationOf(seconds);

    public void Add(Timestamp time) => _sent.Enqueue(time.Nanoseconds);

    /// <summary>Orders sent in (now − window, now].</summary>
    public int Count(Timestamp now)
    {
        while (_sent.TryPeek(out var oldest) && oldest <= now.Nanoseconds - _window)
            _sent.Dequeue();
        return _sent.Count;
    }
}
