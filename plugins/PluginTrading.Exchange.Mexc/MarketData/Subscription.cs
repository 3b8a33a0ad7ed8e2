using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>One subscribe command.</summary>
/// <param name="Method">For instance <c>sub.deal</c>.</param>
/// <param name="Symbol">The contract.</param>
/// <param name="Text">The frame that is sent.</param>
internal sealed record Subscription(string Method, string Symbol, string Text)
{
    /// <summary>What is subscribed for a contract: deals one by one, best quote, mark price, funding rate, klines.</summary>
    public static IEnumerable<Subscription> Of(string symbol)
    {
        yield return Make("sub.deal", symbol, ",\"compress\":false");
        yield return Make("sub.depth.full", symbol, ",\"limit\":5");
        yield return Make("sub.fair.price", symbol, "");
        yield return Make("sub.funding.rate", symbol, "");
        yield return Make("sub.kline", symbol, ",\"interval\":\"Min1\"");
    }

    private static Subscription Make(string method, string symbol, string options) =>
        new(method, symbol, $$$"""{"method":"{{{method}}}","param":{"symbol":"{{{JsonEncodedText.Encode(symbol)}}}"{{{options}}}}}""");
}
