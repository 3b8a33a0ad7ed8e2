using System.Threading.Channels;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>A market that moves when the test says so.</summary>
internal sealed class ScriptedFeed : IMarketDataFeed
{
    private readonly Channel<MarketEvent> _events = Channel.CreateUnbounded<MarketEvent>();

    public void Add(MarketEvent e) => _events.Writer.TryWrite(e);

    public async ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
    {
        if (!await _events.Reader.WaitToReadAsync(cancellationToken))
            return 0;
        var count = 0;
        while (count < buffer.Length && _events.Reader.TryRead(out var e))
            buffer.Span[count++] = e;
        return count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
