using System.Text;

namespace PluginTrading.Data.Import;

/// <summary>Decides which rows of a file are of the wanted symbol and pass the conditions that were asked for.</summary>
internal sealed class RowFilter(string symbol, int symbolColumn, int exchangeColumn, IReadOnlyList<(int Column, byte[] Value)> conditions)
{
    private readonly string _symbol = ColumnNames.Normalize(symbol);
    private readonly List<byte[]> _accepted = [];
    private byte[] _exchange = [];

    /// <summary>Names of symbols that were not taken, at most a few.</summary>
    public List<string> OtherSymbols { get; } = [];

    /// <summary>Index of the column that names the exchange, −1 when there is none or a condition is on it.</summary>
    public int ExchangeColumn => exchangeColumn;

    public bool Accepts(FieldSplitter fields, ReadOnlySpan<byte> text)
    {
        foreach (var (column, value) in conditions)
        {
            if (!fields.Field(text, column).SequenceEqual(value))
                return false;
        }

        return symbolColumn < 0 || IsSymbol(fields.Field(text, symbolColumn));
    }

    /// <summary>The exchange of earlier rows when this row is of another one; else <see langword="null"/>.</summary>
    public string? OtherExchange(ReadOnlySpan<byte> exchange)
    {
        if (_exchange.Length == 0)
            _exchange = exchange.ToArray();
        return exchange.SequenceEqual(_exchange) ? null : Encoding.UTF8.GetString(_exchange);
    }

    private bool IsSymbol(ReadOnlySpan<byte> name)
    {
        foreach (var known in _accepted)
        {
            if (name.SequenceEqual(known))
                return true;
        }

        var shown = Encoding.UTF8.GetString(name);
        if (ColumnNames.Normalize(shown) == _symbol)
        {
            _accepted.Add(name.ToArray());
            return true;
        }

        if (OtherSymbols.Count < 5 && !OtherSymbols.Contains(shown))
            OtherSymbols.Add(shown);
        return false;
    }
}
