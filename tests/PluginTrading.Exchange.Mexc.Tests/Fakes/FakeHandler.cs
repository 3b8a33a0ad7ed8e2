using System.Net;
using System.Text;

namespace PluginTrading.Exchange.Mexc.Tests.Fakes;

/// <summary>Answers HTTP requests by method and path; the last answer of a path is repeated. Keeps what was sent.</summary>
internal sealed class FakeHandler : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<CancellationToken, Task<HttpResponseMessage>>>> _answers = new(StringComparer.Ordinal);
    private readonly List<SentRequest> _sent = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    /// <summary>Requests of a path, which may begin anywhere.</summary>
    public IReadOnlyList<SentRequest> To(string path) => [.. Sent.Where(s => s.Path.EndsWith(path, StringComparison.Ordinal))];

    /// <param name="path">End of the path, after <c>contract/</c> or <c>private/</c>, or with a query.</param>
    /// <param name="body">Text of the answer.</param>
    /// <param name="status">HTTP status.</param>
    public FakeHandler On(string path, string body, HttpStatusCode status = HttpStatusCode.OK) =>
        On(path, _ => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") }));

    public FakeHandler OnFile(string path, string payload) => On(path, PayloadFile.Text(payload));

    public FakeHandler On(string path, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue(path, out var queue))
                _answers[path] = queue = new();
            queue.Enqueue(answer);
        }

        return this;
    }

    /// <summary>Answers never; ends with the request's time limit.</summary>
    public FakeHandler OnSilence(string path) => On(path, async token =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException();
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!.AbsolutePath,
            request.RequestUri.Query.TrimStart('?'),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.Single(), StringComparer.OrdinalIgnoreCase));
        Func<CancellationToken, Task<HttpResponseMessage>> answer;
        lock (_gate)
        {
            _sent.Add(sent);
            var key = _answers.Keys.Where(k => (sent.Path + "?" + sent.Query).Contains("/" + k, StringComparison.Ordinal)).OrderByDescending(k => k.Length).FirstOrDefault()
                ?? throw new InvalidOperationException($"no answer for {sent.Method} {sent.Path}?{sent.Query}");
            var queue = _answers[key];
            answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }

        return await answer(cancellationToken);
    }
}

/// <summary>A request as it went out.</summary>
internal sealed record SentRequest(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers);
