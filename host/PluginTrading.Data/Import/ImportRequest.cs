using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>What to import, how to read it, and where to put it.</summary>
public sealed record ImportRequest
{
    /// <summary>CSV files, plain, gzip or zip; files of several kinds may be mixed.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The data set's folder: absent, empty, or a data set to add to.</summary>
    public required string Folder { get; init; }

    /// <summary>Whose data it is, as in <c>NAS_BTC</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>The rules of the symbol's contract; may be left out when the data set has them.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>What the rows are; <see langword="null"/> guesses it from the header, file by file.</summary>
    public ImportKind? Kind { get; init; }

    /// <summary>Columns by name, or by number from 1; those not given are guessed from the header. A name of <c>-</c> means that there is none.</summary>
    public IReadOnlyDictionary<ColumnRole, string> Columns { get; init; } = new Dictionary<ColumnRole, string>();

    /// <summary>Takes only the rows in which these columns have these values.</summary>
    public IReadOnlyList<(string Column, string Value)> Where { get; init; } = [];

    /// <summary><c>s</c>, <c>ms</c>, <c>us</c>, <c>ns</c>, <c>iso</c> or a .NET date pattern (UTC); <see langword="null"/> guesses it.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Length of a kline in seconds; <see langword="null"/> takes the shortest distance between the first ones.</summary>
    public double? KlineSeconds { get; init; }

    /// <summary>Whether quantities and volumes count contracts; <see langword="null"/> guesses it (only MEXC's futures klines are taken so).</summary>
    public bool? QuantityIsContracts { get; init; }

    /// <summary>Leaves bad rows out and reports them instead of refusing the import.</summary>
    public bool DropBad { get; init; }

    /// <summary>Sorts rows by time (equal times stay in recorded order) instead of reporting those out of order.</summary>
    public bool Sort { get; init; }
}
