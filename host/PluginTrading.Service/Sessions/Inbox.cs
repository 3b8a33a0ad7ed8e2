using System.Threading.Channels;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Sessions;

/// <summary>Something for the session's thread: a market event, or a message of another kind.</summary>
/// <param name="Market">The event; meaningless beside a message.</param>
/// <param name="Message"><see langword="null"/> for a market event.</param>
internal readonly record struct InboxItem(MarketEvent Market, object? Message);

/// <summary>
/// Everything that a session has to handle, in order of arrival, from any thread to one reader. Market data wait when the reader is far behind; what
/// concerns orders never waits.
/// </summary>
internal sealed class Inbox : IDisposable
{
    /// <summary>Market events that may wait to be read.</summary>
    private const int Capacity = 1024;

    private readonly Channel<InboxItem> _channel = Channel.CreateUnbounded<InboxItem>(new() { SingleReader = true });
    private readonly SemaphoreSlim _free = new(Capacity, Capacity);

    public ChannelReader<InboxItem> Reader => _channel.Reader;

    public void Post(object message) => _channel.Writer.TryWrite(new InboxItem(default, message));

    public async ValueTask PostAsync(MarketEvent e, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        _channel.Writer.TryWrite(new InboxItem(e, null));
    }

    /// <summary>A market event was read.</summary>
    public void Release() => _free.Release();

    public void Dispose() => _free.Dispose();
}
