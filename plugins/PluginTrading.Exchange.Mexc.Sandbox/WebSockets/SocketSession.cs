using System.Net.WebSockets;
using System.Threading.Channels;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>One WebSocket connection: its queue of frames, and what it has asked for. All but sending happens under the venue's lock.</summary>
internal sealed class SocketSession(long id, WebSocket socket, Action abort, VenueClock clock)
{
    /// <summary>Frames in the queue above which the market waits.</summary>
    public const int HighWater = 1024;

    /// <summary>How long one frame may take to be written before the connection counts as dead.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private int _queued;
    private volatile bool _isAborted;

    public long Id => id;

    public WebSocket Socket => socket;

    /// <summary>Elapsed wall seconds of the last ping, of the opening before the first.</summary>
    public double PingedAt { get; set; } = clock.Elapsed;

    public bool IsLoggedIn { get; set; }

    /// <summary>By filter the symbols that pass, all where <see langword="null"/>; as a whole <see langword="null"/> for everything.</summary>
    public Dictionary<string, HashSet<string>?>? Filters { get; set; }

    /// <summary>Elapsed wall seconds until which it sends nothing at all.</summary>
    public double SilentUntil { get; set; }

    public double PublicSilentUntil { get; set; }

    public double PrivateSilentUntil { get; set; }

    /// <summary>Public subscriptions, for the hub.</summary>
    public HashSet<(PublicChannel Channel, int Market, string Option)> Subscriptions { get; } = [];

    public bool IsAborted => _isAborted;

    /// <summary>Whether more frames wait than it should have.</summary>
    public bool IsBehind => Volatile.Read(ref _queued) > HighWater && !IsAborted;

    public void Enqueue(byte[] frame)
    {
        if (IsAborted || SilentUntil > clock.Elapsed)
            return;
        Interlocked.Increment(ref _queued);
        if (!_queue.Writer.TryWrite(frame))
            Interlocked.Decrement(ref _queued);
    }

    /// <summary>Cuts the connection without a close frame.</summary>
    public void Abort()
    {
        if (IsAborted)
            return;
        _isAborted = true;
        _queue.Writer.TryComplete();
        abort();
    }

    /// <summary>Sends what is queued until the connection ends.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await foreach (var frame in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var sending = socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            if (!sending.IsCompletedSuccessfully)
                await sending.AsTask().WaitAsync(WriteTimeout, clock.Provider, cancellationToken).ConfigureAwait(false);
            Interlocked.Decrement(ref _queued);
        }
    }

    /// <summary>Whether a push of the account passes its filters.</summary>
    public bool Wants(string filter, string? symbol) => IsLoggedIn
        && (Filters is null || (Filters.TryGetValue(filter, out var symbols) && (symbols is null || symbol is null || symbols.Contains(symbol))));
}
