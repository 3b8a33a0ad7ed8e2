namespace PluginTrading.Exchange.Mexc.Sockets;

/// <summary>A stream broke, fell silent or was refused. The message says why.</summary>
internal sealed class StreamBrokenException(string message, Exception? inner = null) : Exception(message, inner);
