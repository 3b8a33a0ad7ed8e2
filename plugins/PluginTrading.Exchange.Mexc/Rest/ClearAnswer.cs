using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>Reads an answer's data; data that is not as specified is no clear answer.</summary>
internal static class ClearAnswer
{
    /// <param name="what">What was asked for.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ExchangeException">It is not as specified.</exception>
    public static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (PayloadFault.Is(e) || e is ArgumentException)
        {
            throw new ExchangeException($"MEXC {what}: the answer cannot be read: {e.Message}", isTransient: true, e);
        }
    }
}
