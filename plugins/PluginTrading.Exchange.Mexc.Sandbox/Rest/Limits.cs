namespace PluginTrading.Exchange.Mexc.Sandbox.Rest;

/// <summary>The exchange's limits, section 2.4 of the wire specification.</summary>
internal static class Limits
{
    public static RateLimit Usual { get; } = new(20, 2);

    public static RateLimit Half { get; } = new(10, 2);

    public static RateLimit Leverage { get; } = new(10, 10);

    public static RateLimit Batch { get; } = new(5, 2);

    public static RateLimit Placing { get; } = new(4, 2);
}
