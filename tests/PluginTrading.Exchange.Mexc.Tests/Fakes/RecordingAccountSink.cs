using System.Threading.Channels;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>Keeps what an account says, in order.</summary>
internal sealed class RecordingAccountSink : IAccountSink
{
    private readonly Channel<object> _taken = Channel.CreateUnbounded<object>();

    public void Take(OrderReport order) => _taken.Writer.TryWrite(order);

    public void Take(FillReport fill) => _taken.Writer.TryWrite(fill);

    public void Take(PositionReport position) => _taken.Writer.TryWrite(position);

    public void Take(WalletReport wallet) => _taken.Writer.TryWrite(wallet);

    public void Connected() => _taken.Writer.TryWrite("connected");

    public void Disconnected(string cause) => _taken.Writer.TryWrite("disconnected: " + cause);

    public Task<object> NextAsync() => _taken.Reader.ReadAsync().Soon();

    public async Task<T> NextAsync<T>() => (await NextAsync()).ShouldBeOfType<T>();

    public Task<object> ReadAsync() => _taken.Reader.ReadAsync().AsTask();

    public bool IsEmpty => _taken.Reader.Count == 0;
}
