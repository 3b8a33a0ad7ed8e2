namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>What is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">UTF-8.</param>
internal sealed record RestReply(int Status, byte[] Body)
{
    /// <summary>No answer at all: the connection is cut after so many milliseconds.</summary>
    public double? AbortAfterMs { get; init; }

    public string ContentType { get; init; } = "application/json";
}
