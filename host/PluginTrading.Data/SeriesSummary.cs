using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data;

/// <summary>One symbol's events of one kind, in figures.</summary>
public sealed record SeriesSummary
{
    public required string Symbol { get; init; }

    public required MarketEventKind Kind { get; init; }

    public required long Rows { get; init; }

    public required Timestamp FirstTime { get; init; }

    public required Timestamp LastTime { get; init; }

    /// <summary>UTC days that have events.</summary>
    public required int Days { get; init; }

    /// <summary>UTC days between the first and the last that have none.</summary>
    public required int MissingDays { get; init; }

    /// <summary>Longest time between two events that follow each other.</summary>
    public required long LongestGapNanoseconds { get; init; }

    /// <summary>Size on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Every series of a data set that has events, in order of symbol and kind.</summary>
    public static IReadOnlyList<SeriesSummary> Of(DataSet dataSet) =>
        [.. dataSet.Manifest.Files.GroupBy(f => (f.Symbol, f.Kind)).Select(group => Of([.. group]))];

    private static SeriesSummary Of(DayFileEntry[] files)
    {
        var between = files.Zip(files.Skip(1), (a, b) => b.FirstTime.Nanoseconds - a.LastTime.Nanoseconds);
        return new SeriesSummary
        {
            Symbol = files[0].Symbol,
            Kind = files[0].Kind,
            Rows = files.Sum(f => f.Rows),
            FirstTime = files[0].FirstTime,
            LastTime = files[^1].LastTime,
            Days = files.Length,
            MissingDays = UtcDay.Of(files[^1].FirstTime).Number - UtcDay.Of(files[0].FirstTime).Number + 1 - files.Length,
            LongestGapNanoseconds = files.Select(f => f.LongestGapNanoseconds).Concat(between).Max(),
            Bytes = files.Sum(f => f.Bytes),
        };
    }
}
