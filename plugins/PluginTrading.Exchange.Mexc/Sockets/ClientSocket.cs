using System.Net.WebSockets;
using System.Text;

namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>A WebSocket over TCP.</summary>
internal sealed class ClientSocket : IMexcSocket
{
    private const int LargestMessage = 16 << 20;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[16 << 10];

    public async Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        // MEXC's own ping is what counts; protocol pings are not answered by everyone.
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        try
        {
            await _socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException)
        {
            throw new StreamBrokenException($"cannot connect to {address}: {e.Message}", e);
        }
    }

    public async ValueTask SendAsync(string text, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBreak(e))
        {
            throw new StreamBrokenException($"sending failed: {e.Message}", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsBreak(e))
            {
                throw new StreamBrokenException($"connection broke: {e.Message}", e);
            }

            if (part.MessageType == WebSocketMessageType.Close)
                throw new StreamBrokenException($"closed by MEXC: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage)
                return _buffer.AsMemory(0, length);
            if (length < _buffer.Length)
                continue;
            if (length >= LargestMessage)
                throw new StreamBrokenException($"a message is larger than {LargestMessage} bytes");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }

    public ValueTask DisposeAsync()
    {
        // No closing handshake: the other side may be gone, and MEXC does not need one.
        _socket.Abort();
        _socket.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsBreak(Exception e) => e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException;
}
