namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>A WebSocket, as little of it as is needed. One receiver at a time; senders may overlap.</summary>
internal interface IMexcSocket : IAsyncDisposable
{
    /// <exception cref="StreamBrokenException">It cannot be connected.</exception>
    Task ConnectAsync(Uri address, CancellationToken cancellationToken);

    /// <summary>Sends a text frame.</summary>
    /// <exception cref="StreamBrokenException">The connection broke.</exception>
    ValueTask SendAsync(string text, CancellationToken cancellationToken);

    /// <summary>The next whole message, text or binary; its bytes are valid until the next call.</summary>
    /// <exception cref="StreamBrokenException">The connection was closed or broke.</exception>
    ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken);
}
