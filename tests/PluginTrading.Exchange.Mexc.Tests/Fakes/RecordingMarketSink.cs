using System.Threading.Channels;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>Keeps what a market stream says, in order.</summary>
internal sealed class RecordingMarketSink : IMarketSink
{
    private readonly Channel<object> _taken = Channel.CreateUnbounded<object>();

    public ValueTask TakeAsync(MarketEvent e, CancellationToken cancellationToken) => _taken.Writer.WriteAsync(e, cancellationToken);

    public ValueTask ConnectedAsync(CancellationToken cancellationToken) => _taken.Writer.WriteAsync("connected", cancellationToken);

    public ValueTask DisconnectedAsync(string cause, CancellationToken cancellationToken) => _taken.Writer.WriteAsync("disconnected: " + cause, cancellationToken);

    public Task<object> NextAsync() => _taken.Reader.ReadAsync().Soon();

    public async Task<MarketEvent> EventAsync() => (await NextAsync()).ShouldBeOfType<MarketEvent>();

    /// <summary>The next thing said, taken from the channel only when it is there.</summary>
    public async Task<string> WordAsync() => (await NextAsync()).ShouldBeOfType<string>();

    /// <summary>The next thing said, while time passes.</summary>
    public Task<object> ReadAsync() => _taken.Reader.ReadAsync().AsTask();

    public bool IsEmpty => _taken.Reader.Count == 0;
}
