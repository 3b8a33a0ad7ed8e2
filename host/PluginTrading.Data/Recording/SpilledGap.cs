using System.Text.Json.Serialization;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>A gap as a spill keeps it.</summary>
internal sealed record SpilledGap
{
    [JsonConstructor]
    public SpilledGap()
    {
    }

    public SpilledGap(RecordingGap gap, bool isFilled)
    {
        IsFilled = isFilled;
        Symbol = gap.Symbol;
        Kind = gap.Kind;
        From = gap.From.Nanoseconds;
        To = gap.To.Nanoseconds;
        Cause = gap.Cause;
    }

    public string Symbol { get; init; } = "";

    public MarketEventKind Kind { get; init; }

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long From { get; init; }

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long To { get; init; }

    public string Cause { get; init; } = "";

    /// <summary>Whether what was missing has been fetched since: there is no gap.</summary>
    public bool IsFilled { get; init; }

    public RecordingGap ToGap() => new() { Symbol = Symbol, Kind = Kind, From = new Timestamp(From), To = new Timestamp(To), Cause = Cause };
}
