namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>A WebSocket, as little of it as is needed. One receiver at a time; senders may overlap.</summary>
internal interface IMexcSocket : IAsyncDisposable
{
    /// <exception cref="StreamBrokenException">It cannot be connected.</exception>
    Task ConnectAsync(Uri address, CancellationToken cancellationToken);

    /// <summary>Sends a text frame.</summary>
    /// <exception cref="StreamBrokenException">The connection broke.</exception>
    ValueTask SendAsync(string text, CancellationToken cancellationToken);

    /// <summary>The next whole message; its bytes are valid until the next call.</summary>
    /// <exception cref="StreamBrokenException">The connection was closed or broke.</exception>
    ValueTask<SocketFrame> ReceiveAsync(CancellationToken cancellationToken);
}

/// <summary>One message.</summary>
/// <param name="Bytes">UTF-8 text, or anything.</param>
/// <param name="IsBinary">Whether it was sent as binary.</param>
internal readonly record struct SocketFrame(ReadOnlyMemory<byte> Bytes, bool IsBinary);

/// <summary>A stream broke, fell silent or was refused. The message says why.</summary>
internal sealed class StreamBrokenException(string message, Exception? inner = null) : Exception(message, inner);
