namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>One message.</summary>
/// <param name="Bytes">UTF-8 text, or anything.</param>
/// <param name="IsBinary">Whether it was sent as binary.</param>
internal readonly record struct SocketFrame(ReadOnlyMemory<byte> Bytes, bool IsBinary);
