using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Settings;

namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>Sends requests to MEXC, each exactly once, and reads the envelope of what comes back. Repeats nothing.</summary>
internal sealed class MexcRest : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly string _address;
    private readonly int _recvWindowSeconds;
    private readonly MexcClock _clock;
    private readonly TimeProvider _time;

    /// <param name="handler">Disposed with this.</param>
    /// <param name="settings">Address and receive window.</param>
    /// <param name="clock">MEXC's time, for signatures.</param>
    /// <param name="time">Ends requests that take too long.</param>
    public MexcRest(HttpMessageHandler handler, MexcSettings settings, MexcClock clock, TimeProvider time)
    {
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 64 << 20 };
        _address = settings.RestUrl.AbsoluteUri.TrimEnd('/');
        _recvWindowSeconds = settings.RecvWindowSeconds;
        _clock = clock;
        _time = time;
        Budgets = new RateBudgets(time);
    }

    /// <summary>Waits in them come before <see cref="SendAsync"/>, at the caller's.</summary>
    public RateBudgets Budgets { get; }

    /// <summary>Sends once. Only <paramref name="cancellationToken"/> makes it throw.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="keys">Sign it; <see langword="null"/> for a public request.</param>
    /// <param name="cancellationToken">Gives up, also when the request is already on its way.</param>
    public async Task<RestReply> SendAsync(RestRequest request, ApiKeys? keys, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        RestReply reply;
        try
        {
            using var message = Message(request, keys);
            using var response = await _client.SendAsync(message, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            reply = Read(response.StatusCode, body, text => keys?.Redact(text) ?? text);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reply = RestReply.Unclear($"no answer within {Longest.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            reply = RestReply.Unclear($"connection failed: {e.Message}{(e.InnerException is { } inner ? $" ({inner.Message})" : "")}");
        }

        if (reply.IsThrottle)
            Budgets[request.Group].UseUp();
        return reply;
    }

    /// <summary>Asks MEXC for its time and sets the clock by it.</summary>
    /// <returns>The reply to the ping.</returns>
    public async Task<RestReply> SyncClockAsync(CancellationToken cancellationToken)
    {
        await Budgets[RateGroup.Public].EnterAsync(RequestPriority.Read, null, cancellationToken).ConfigureAwait(false);
        var asked = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var reply = await SendAsync(RestRequest.Public("ping"), null, cancellationToken).ConfigureAwait(false);
        if (reply.Kind != ReplyKind.Answered)
            return reply;
        try
        {
            _clock.Observe(asked, reply.Data.Milliseconds().Nanoseconds / 1_000_000, _time.GetUtcNow().ToUnixTimeMilliseconds());
            return reply;
        }
        catch (PayloadException e)
        {
            return RestReply.Unclear($"ping: {e.Message}");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        Budgets.Dispose();
    }

    private HttpRequestMessage Message(RestRequest request, ApiKeys? keys)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_address + request.Path + (request.Query.Length > 0 ? "?" + request.Query : "")));
        if (request.Method == HttpMethod.Post)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (request.IsSigned)
        {
            var signer = keys ?? throw new InvalidOperationException($"{request} must be signed and there are no keys");
            var requestTime = _clock.NowMilliseconds.ToString(CultureInfo.InvariantCulture);
            message.Headers.Add("ApiKey", signer.Key);
            message.Headers.Add("Request-Time", requestTime);
            message.Headers.Add("Signature", signer.Sign(requestTime, request.SignedParameters));
            message.Headers.Add("Recv-Window", _recvWindowSeconds.ToString(CultureInfo.InvariantCulture));
        }

        return message;
    }

    private static RestReply Read(HttpStatusCode status, byte[] body, Func<string, string> redact)
    {
        var http = $"HTTP {(int)status}";
        if (status == HttpStatusCode.TooManyRequests)
            return RestReply.Unclear(http, 429);
        if ((int)status >= 500)
            return RestReply.Unclear(http);
        try
        {
            using var document = JsonDocument.Parse(body);
            var envelope = new Payload(document.RootElement.Clone());
            var success = envelope["success"].BooleanOr(false);
            var code = envelope["code"].IntOr(0);
            if (success && code == 0 && (int)status < 300)
                return RestReply.Answer(envelope["data"]);
            if (success && code != 0)
                return RestReply.Unclear($"{http} with success and the code {code}");
            return code != 0 ? RestReply.Refusal(code, redact(envelope["message"].TextOrNull() ?? "no message")) : RestReply.Unclear($"{http} without a code");
        }
        catch (Exception e) when (PayloadFault.Is(e))
        {
            return RestReply.Unclear($"{http} with a body that cannot be read ({body.Length} bytes)");
        }
    }
}
