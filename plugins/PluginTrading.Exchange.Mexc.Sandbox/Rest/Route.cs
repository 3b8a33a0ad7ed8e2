using System.Text.Json;

namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>Answers a request.</summary>
/// <param name="request">What is asked.</param>
/// <param name="data">Takes the envelope's <c>data</c>; nothing for an answer without.</param>
/// <returns>0, or the exchange's code.</returns>
internal delegate int Endpoint(RestRequest request, Utf8JsonWriter data);

/// <summary>How often an endpoint may be asked.</summary>
internal readonly record struct RateLimit(int Count, double Seconds);

/// <summary>An endpoint and where it is.</summary>
internal sealed class Route(string method, string template, RateLimit limit, Endpoint endpoint)
{
    private readonly string[] _segments = template.Split('/');

    public string Name { get; } = $"{method} {template}";

    public string Template => template;

    public RateLimit Limit => limit;

    public Endpoint Endpoint => endpoint;

    public bool IsPrivate { get; } = template.StartsWith("/api/v1/private/", StringComparison.Ordinal);

    /// <summary>Whether it places, changes or cancels an order.</summary>
    public bool ChangesOrders { get; } = method == "POST" && template.Contains("order/", StringComparison.Ordinal)
        && !template.Contains("query", StringComparison.Ordinal) && !template.Contains("count", StringComparison.Ordinal);

    /// <summary>Whether it places an order.</summary>
    public bool PlacesOrders { get; } = template is "/api/v1/private/order/create" or "/api/v1/private/order/submit";

    /// <summary>Values of the placeholders when the path is this one's.</summary>
    public IReadOnlyList<string>? Match(string requestMethod, string[] path)
    {
        if (requestMethod != method || path.Length != _segments.Length)
            return null;
        List<string>? values = null;
        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] is ['{', ..])
            {
                if (path[i].Length == 0)
                    return null;
                (values ??= []).Add(path[i]);
            }
            else if (_segments[i] != path[i])
            {
                return null;
            }
        }

        return values ?? (IReadOnlyList<string>)[];
    }
}
