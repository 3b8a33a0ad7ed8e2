using System.Text;
using Microsoft.AspNetCore.Http;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Takes an HTTP request apart, has it answered, and sends the answer; the edge where an exception becomes an answer.</summary>
internal sealed class RequestHandler(Venue venue)
{
    private const int LargestBody = 1024 * 1024;

    private readonly AdminEndpoints _admin = new(venue);
    private readonly RestRouter _router = new(venue);

    public async Task HandleAsync(HttpContext context)
    {
        RestReply reply;
        try
        {
            reply = await ReadAsync(context).ConfigureAwait(false) is { } body ? Answer(context, body) : Envelope.Error(600);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException)
        {
            context.Abort();
            return;
        }
#pragma warning disable CA1031 // The edge of a request: whatever went wrong becomes an answer and a line of the log.
        catch (Exception e)
#pragma warning restore CA1031
        {
            venue.Settings.Log(ExchangeLogLevel.Warning, $"{context.Request.Method} {context.Request.Path} failed: {e}");
            reply = Envelope.Error(500);
        }

        await SendAsync(context, reply).ConfigureAwait(false);
    }

    private RestReply Answer(HttpContext context, byte[] body)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        if (path.StartsWith("/sandbox/", StringComparison.Ordinal))
            return _admin.Answer(request.Method, path, Encoding.UTF8.GetString(body));
        var query = request.Query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())).ToArray();
        var call = new RestCall
        {
            Method = request.Method,
            Path = path,
            RawQuery = request.QueryString.Value is ['?', .. var raw] ? raw : "",
            Query = query,
            Body = body,
            Key = request.Headers["ApiKey"],
            Time = request.Headers["Request-Time"],
            Signature = request.Headers["Signature"],
            Window = request.Headers["Recv-Window"].FirstOrDefault() ?? request.Headers["Revc-Window"].FirstOrDefault(),
        };
        return venue.Do(() => _router.Answer(call));
    }

    private async Task SendAsync(HttpContext context, RestReply reply)
    {
        try
        {
            if (reply.AbortAfterMs is { } delay)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(delay, 0, 3_600_000)), venue.Settings.Time, context.RequestAborted).ConfigureAwait(false);
                context.Abort();
                return;
            }

            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = reply.ContentType;
            context.Response.ContentLength = reply.Body.Length;
            await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    /// <summary>The body; <see langword="null"/> when it is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is 0)
            return [];
        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is var read and > 0)
        {
            if (copy.Length + read > LargestBody)
                return null;
            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }
}
