using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using Polly;
using Polly.CircuitBreaker;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>
/// Sends orders (<c>POST order/create</c>), each at most once, and reports open, rejected or unknown. Rejected is only what MEXC refused with a code that
/// proves that there is no order, or what was never sent.
/// </summary>
internal sealed class OrderSender
{
    private static readonly TimeSpan LongestEntryWait = TimeSpan.FromSeconds(5);

    private readonly AccountContext _account;
    private readonly PendingRequests _pending;
    private readonly Dictionary<string, Instrument> _instruments;
    private readonly ResiliencePipeline<RestReply> _entries;

    public OrderSender(AccountContext account, PendingRequests pending)
    {
        _account = account;
        _pending = pending;
        _instruments = account.Instruments.ToDictionary(i => i.Symbol, StringComparer.Ordinal);
        // Nothing here repeats: the breaker only keeps entries from being sent while MEXC does not answer.
        _entries = new ResiliencePipelineBuilder<RestReply> { TimeProvider = account.Exchange.Time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<RestReply>
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsTransient: true }),
            FailureRatio = 0.8,
            MinimumThroughput = 3,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = TimeSpan.FromSeconds(15),
        }).Build();
    }

    /// <summary>Waits for the rate budget and hands the order over.</summary>
    /// <exception cref="ArgumentException">The order is one that the engine may not make.</exception>
    public async ValueTask SubmitAsync(ApprovedOrder order, CancellationToken cancellationToken)
    {
        var request = order.Request;
        if (!_instruments.TryGetValue(request.Symbol, out var instrument))
            throw new ArgumentException($"order {request.ClientOrderId}: {request.Symbol} is not among the account's instruments", nameof(order));
        var rest = RestRequest.Post("order/create", OrderBody.Of(request, instrument, _account.PositionMode), RateGroup.Create);
        var isEntry = new OrderSide(request.Side, request.PositionSide).Opens;
        var hasEntered = await _account.Rest.Budgets[RateGroup.Create]
            .EnterAsync(isEntry ? RequestPriority.Entry : RequestPriority.Exit, isEntry ? LongestEntryWait : null, cancellationToken).ConfigureAwait(false);
        if (hasEntered)
            _pending.Add(PlaceAsync(request, rest, isEntry));
        else
            Report(request, OrderStatus.Rejected, $"rate_limit_local: not sent, the budget of orders was used up for {LongestEntryWait.TotalSeconds:0} s");
    }

    private async Task PlaceAsync(OrderRequest order, RestRequest request, bool isEntry)
    {
        try
        {
            // From here on the order may exist: nothing cancels the request but its own time limit.
            var reply = isEntry
                ? await _entries.ExecuteAsync(_ => SendAsync(request)).ConfigureAwait(false)
                : await SendAsync(request).ConfigureAwait(false);
            Answered(order, reply);
            if (reply.Code == MexcError.TimeWindow)
                await _account.Rest.SyncClockAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            Report(order, OrderStatus.Rejected, "circuit_open_local: not sent, orders got no clear answer lately");
        }
        catch (Exception e)
        {
            // The edge of a request: whatever happened, the order may exist.
            Report(order, OrderStatus.Unknown, $"{e.GetType().Name}: {_account.Keys.Redact(e.Message)}");
        }
    }

    private async ValueTask<RestReply> SendAsync(RestRequest request) =>
        await _account.Rest.SendAsync(request, _account.Keys, CancellationToken.None).ConfigureAwait(false);

    private void Answered(OrderRequest order, RestReply reply)
    {
        switch (reply.Kind)
        {
            case ReplyKind.Answered when ReadId(reply.Data) is { } id:
                Report(order, OrderStatus.Open, null, id);
                break;
            case ReplyKind.Answered:
                Report(order, OrderStatus.Unknown, "accepted without an order id");
                break;
            case ReplyKind.Refused when MexcError.ProvesNoOrder(reply.Code):
                Report(order, OrderStatus.Rejected, reply.Cause);
                break;
            default:
                Report(order, OrderStatus.Unknown, reply.Cause);
                break;
        }
    }

    /// <summary>The id is in an object; the older <c>order/submit</c> answered with the bare id.</summary>
    private static string? ReadId(Payload data)
    {
        var id = data.IsObject ? data["orderId"] : data;
        try
        {
            return id.TextOrNull();
        }
        catch (PayloadException)
        {
            return null;
        }
    }

    private void Report(OrderRequest order, OrderStatus status, string? reason, string? venueOrderId = null)
    {
        if (status != OrderStatus.Open)
            _account.Log(ExchangeLogLevel.Warning, $"order {order.ClientOrderId} of {order.Symbol}: {status}: {reason}");
        _account.Sink.Take(new OrderReport
        {
            ClientOrderId = order.ClientOrderId,
            VenueOrderId = venueOrderId,
            Symbol = order.Symbol,
            Status = status,
            Side = order.Side,
            PositionSide = order.PositionSide,
            ReduceOnly = order.ReduceOnly,
            Quantity = order.Quantity,
            LimitPrice = order.LimitPrice,
            Reason = reason,
            Time = _account.Clock.Now,
        });
    }
}
