using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>A stretch of time of which events were not recorded.</summary>
public sealed record RecordingGap
{
    public required string Symbol { get; init; }

    public required MarketEventKind Kind { get; init; }

    /// <summary>Time of the last event before it.</summary>
    public required Timestamp From { get; init; }

    /// <summary>Time of the first event after it.</summary>
    public required Timestamp To { get; init; }

    /// <summary>For people.</summary>
    public required string Cause { get; init; }

    public override string ToString() => $"{Symbol} {KindNames.Of(Kind)} from {Short(From)} to {Short(To)} UTC: {Cause}";

    private static string Short(Timestamp time) => time.ToString()[..23].Replace('T', ' ');
}
