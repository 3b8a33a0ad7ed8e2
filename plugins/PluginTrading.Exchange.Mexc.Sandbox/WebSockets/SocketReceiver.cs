using System.Net.WebSockets;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>Reads what one client sends.</summary>
internal sealed class SocketReceiver(SocketSession session, Venue venue)
{
    private const int LongestCommand = 64 * 1024;

    private readonly byte[] _buffer = new byte[LongestCommand];

    /// <summary>Reads until the client closes, or sends more than a command may be long.</summary>
    public async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (length < LongestCommand)
        {
            var received = await session.Socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            length += received.Count;
            if (!received.EndOfMessage)
                continue;
            var text = _buffer.AsMemory(0, length);
            venue.Do(() => venue.Commands.Handle(session, text));
            length = 0;
        }
    }
}
