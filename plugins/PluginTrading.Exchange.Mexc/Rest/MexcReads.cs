using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>
/// Requests that may be repeated: reads, cancels and settings. Transient trouble is tried up to three times; after repeated failures reads are not sent for
/// a while, cancels always are.
/// </summary>
internal sealed class MexcReads
{
    private readonly MexcRest _rest;
    private readonly ApiKeys? _keys;
    private readonly ResiliencePipeline<RestReply> _reads;
    private readonly ResiliencePipeline<RestReply> _cancels;

    /// <param name="rest">Sends.</param>
    /// <param name="keys">Sign; <see langword="null"/> for public requests alone.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="randomizer">Jitter, in [0, 1).</param>
    public MexcReads(MexcRest rest, ApiKeys? keys, TimeProvider time, Func<double> randomizer)
    {
        _rest = rest;
        _keys = keys;
        var retry = new RetryStrategyOptions<RestReply>
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsTransient: true }),
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(250),
            Randomizer = randomizer,
        };
        _cancels = new ResiliencePipelineBuilder<RestReply> { TimeProvider = time }.AddRetry(retry).Build();
        _reads = new ResiliencePipelineBuilder<RestReply> { TimeProvider = time }.AddRetry(retry).AddCircuitBreaker(new CircuitBreakerStrategyOptions<RestReply>
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsTransient: true }),
            FailureRatio = 0.8,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(10),
        }).Build();
    }

    /// <summary>The answer's data.</summary>
    /// <exception cref="ExchangeException">It was refused, or there was no clear answer.</exception>
    public async Task<Payload> GetAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(request, cancellationToken).ConfigureAwait(false);
        return reply.Kind == ReplyKind.Answered ? reply.Data : throw new ExchangeException($"MEXC {request}: {reply.Cause}", isTransient: false);
    }

    /// <summary>An answer or a refusal that is no passing trouble.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    public async Task<RestReply> AskAsync(RestRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await _reads.ExecuteAsync(token => OnceAsync(request, RequestPriority.Read, token), cancellationToken).ConfigureAwait(false);
            return reply.IsTransient ? throw new ExchangeException($"MEXC {request}: {reply.Cause}", isTransient: true) : reply;
        }
        catch (BrokenCircuitException e)
        {
            throw new ExchangeException($"MEXC {request}: not sent, too many requests failed lately", isTransient: true, e);
        }
    }

    /// <summary>What came of a cancel after up to three tries. The caller has waited for the budget once, for the first.</summary>
    public async Task<RestReply> CancelAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var hasEntered = true;
        return await _cancels.ExecuteAsync(
            token =>
            {
                var enters = !hasEntered;
                hasEntered = false;
                return OnceAsync(request, RequestPriority.Exit, token, enters);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RestReply> OnceAsync(RestRequest request, RequestPriority priority, CancellationToken cancellationToken, bool enters = true)
    {
        if (enters)
            await _rest.Budgets[request.Group].EnterAsync(priority, null, cancellationToken).ConfigureAwait(false);
        var reply = await _rest.SendAsync(request, _keys, cancellationToken).ConfigureAwait(false);
        if (reply.Code != MexcError.TimeWindow)
            return reply;
        // Our clock was off by more than the receive window; a refused request did nothing, so it is sent again.
        await _rest.SyncClockAsync(cancellationToken).ConfigureAwait(false);
        await _rest.Budgets[request.Group].EnterAsync(priority, null, cancellationToken).ConfigureAwait(false);
        return await _rest.SendAsync(request, _keys, cancellationToken).ConfigureAwait(false);
    }
}
