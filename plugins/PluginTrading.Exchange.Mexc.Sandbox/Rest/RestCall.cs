namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>A request as it came in.</summary>
internal sealed record RestCall
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>As received, without the question mark.</summary>
    public required string RawQuery { get; init; }

    /// <summary>Decoded.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    public required byte[] Body { get; init; }

    public string? Key { get; init; }

    /// <summary>Unix ms as text.</summary>
    public string? Time { get; init; }

    public string? Signature { get; init; }

    public string? Window { get; init; }
}
