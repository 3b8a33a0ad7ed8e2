namespace PluginTrading.Exchange.Mexc.Protocol;

/// <summary>A reply or a frame of MEXC is not as its specification says. The message names the field, what was expected and what was found.</summary>
internal sealed class PayloadException(string message) : FormatException(message);
