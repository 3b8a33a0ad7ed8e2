using System.Text.Json;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>Asks for orders to be cancelled (<c>POST order/cancel_with_external</c>). A cancel may be repeated; what came of the order is said by pushes and queries.</summary>
internal sealed class OrderCanceller(AccountContext account, PendingRequests pending)
{
    /// <summary>Waits for the rate budget and hands the cancel over.</summary>
    public async ValueTask CancelAsync(string symbol, string clientOrderId, CancellationToken cancellationToken)
    {
        var body = $$"""[{"symbol":"{{JsonEncodedText.Encode(symbol)}}","externalOid":"{{JsonEncodedText.Encode(clientOrderId)}}"}]""";
        await account.Rest.Budgets[RateGroup.Cancel].EnterAsync(RequestPriority.Exit, null, cancellationToken).ConfigureAwait(false);
        pending.Add(SendAsync(clientOrderId, RestRequest.Post("order/cancel_with_external", body, RateGroup.Cancel)));
    }

    private async Task SendAsync(string clientOrderId, RestRequest request)
    {
        try
        {
            var reply = await account.Reads.CancelAsync(request, CancellationToken.None).ConfigureAwait(false);
            var (level, text) = reply.Kind switch
            {
                ReplyKind.Answered => Result(reply.Data),
                ReplyKind.Refused when IsClosed(reply.Code) => (ExchangeLogLevel.Debug, reply.Cause),
                _ => (ExchangeLogLevel.Warning, reply.Cause),
            };
            account.Log(level, $"cancel of {clientOrderId}: {text}");
        }
        catch (Exception e)
        {
            // The edge of a request: the host asks again.
            account.Log(ExchangeLogLevel.Warning, $"cancel of {clientOrderId}: {e.GetType().Name}: {account.Keys.Redact(e.Message)}");
        }
    }

    private static (ExchangeLogLevel Level, string Text) Result(Payload data)
    {
        var result = data.IsArray ? data[0] : data;
        var code = result["errorCode"].IntOr(0);
        if (code == 0)
            return (ExchangeLogLevel.Debug, "taken");
        return (IsClosed(code) ? ExchangeLogLevel.Debug : ExchangeLogLevel.Warning, $"{code}: {result["errorMsg"].TextOrNull()}");
    }

    private static bool IsClosed(int code) => code is MexcError.OrderNotFound or MexcError.OrderNotCancellable;
}
