using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests;

/// <summary>A feed of events that are given.</summary>
internal sealed class ListFeed(IReadOnlyList<MarketEvent> events) : IMarketDataFeed
{
    private int _next;

    public ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
    {
        var count = Math.Min(buffer.Length, events.Count - _next);
        for (var i = 0; i < count; i++)
            buffer.Span[i] = events[_next++];
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
