using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Store;

/// <summary>What a data set holds.</summary>
public sealed record DataSetManifest
{
    /// <summary>The version that this program writes and the only one that it reads.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary>The rules of each symbol's contract, in order of symbol.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The files, in order of symbol, kind and day.</summary>
    public required IReadOnlyList<DayFileEntry> Files { get; init; }

    /// <summary>Where the events came from, in order of import.</summary>
    public required IReadOnlyList<SourceNote> Sources { get; init; }
}
