using System.Globalization;

namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>One request.</summary>
internal sealed record RestRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Begins with a slash; its parts are escaped.</summary>
    public required string Path { get; init; }

    /// <summary>Escaped query, names in ordinal order; also what is signed.</summary>
    public string Query { get; init; } = "";

    /// <summary>JSON of a POST; exactly this is sent and signed.</summary>
    public string Body { get; init; } = "";

    public required RateGroup Group { get; init; }

    public bool IsSigned { get; init; }

    /// <summary>What is signed beside key and time.</summary>
    public string SignedParameters => Method == HttpMethod.Get ? Query : Body;

    /// <summary>A public read.</summary>
    public static RestRequest Public(string path, RateGroup group = RateGroup.Public, params (string Name, object? Value)[] query) => new()
    {
        Method = HttpMethod.Get,
        Path = "/api/v1/contract/" + path,
        Query = QueryOf(query),
        Group = group,
    };

    /// <summary>A signed read.</summary>
    public static RestRequest Private(string path, params (string Name, object? Value)[] query) => new()
    {
        Method = HttpMethod.Get,
        Path = "/api/v1/private/" + path,
        Query = QueryOf(query),
        Group = RateGroup.Private,
        IsSigned = true,
    };

    /// <summary>A signed command.</summary>
    public static RestRequest Post(string path, string body, RateGroup group) => new()
    {
        Method = HttpMethod.Post,
        Path = "/api/v1/private/" + path,
        Body = body,
        Group = group,
        IsSigned = true,
    };

    /// <summary>Method and path, for messages.</summary>
    public override string ToString() => $"{Method} {Path}";

    private static string QueryOf((string Name, object? Value)[] query) => string.Join('&', query.Where(q => q.Value is not null)
        .OrderBy(q => q.Name, StringComparer.Ordinal)
        .Select(q => $"{q.Name}={Uri.EscapeDataString(Convert.ToString(q.Value, CultureInfo.InvariantCulture)!)}"));
}
