namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>A push of the account.</summary>
/// <param name="Filter">The filter's name that it falls under.</param>
/// <param name="Symbol">Its contract; <see langword="null"/> where it has none.</param>
/// <param name="Frame">The text, UTF-8.</param>
internal sealed record PrivatePush(string Filter, string? Symbol, byte[] Frame);
