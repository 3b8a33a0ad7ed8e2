namespace PluginTrading.Data.Import;

/// <summary>How one file is to be read, as found from its header and first rows.</summary>
internal sealed class SourceLayout
{
    public required SourceFile Source { get; init; }

    public required byte Delimiter { get; init; }

    /// <summary>Names of the columns; numbers from 1 where the file has no header.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    public required bool HasHeader { get; init; }

    public required ImportKind Kind { get; init; }

    /// <summary>Index of each column that is read.</summary>
    public required IReadOnlyDictionary<ColumnRole, int> Columns { get; init; }

    /// <summary>Columns that decide which rows are taken.</summary>
    public required RowFilter Filter { get; init; }

    public required TimeFormat Time { get; init; }

    /// <summary>Whether rows are in falling order of time.</summary>
    public required bool IsNewestFirst { get; init; }

    /// <summary>Length of a kline; 0 for other kinds.</summary>
    public required long KlineNanoseconds { get; init; }

    /// <summary>Base asset per unit of the quantity column.</summary>
    public required double QuantityUnit { get; init; }

    /// <summary>Time of the first row, which puts files in order.</summary>
    public required Sdk.MarketData.Timestamp FirstRowTime { get; init; }

    /// <summary>Digits after the point in the prices of the first rows; <see langword="null"/> when it has no price.</summary>
    public required int? PriceDecimals { get; init; }

    /// <summary>Digits after the point in the quantities of the first rows; <see langword="null"/> when it has no quantity.</summary>
    public required int? QuantityDecimals { get; init; }

    public required List<string> Notes { get; init; }

    public int Column(ColumnRole role) => Columns.TryGetValue(role, out var index) ? index : -1;

    public string Name(ColumnRole role) => Column(role) is >= 0 and var index ? Header[index] : role.Name();
}
