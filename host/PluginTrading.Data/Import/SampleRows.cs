namespace PluginTrading.Data.Import;

/// <summary>The first rows of a file that pass its filter, by role of their columns.</summary>
internal sealed class SampleRows(HeaderLine header, RowFilter filter, IReadOnlyDictionary<ColumnRole, int> columns)
{
    private readonly FieldSplitter _fields = new(header.Delimiter);

    public List<Dictionary<ColumnRole, byte[]>> Rows { get; } = [];

    /// <summary>Line of the first of <see cref="Rows"/>.</summary>
    public long FirstLine { get; private set; }

    public int Seen { get; private set; }

    /// <summary>Rows with another number of columns than the first line.</summary>
    public int WrongWidth { get; private set; }

    public void Add(ReadOnlySpan<byte> line, long lineNumber)
    {
        Seen++;
        if (!_fields.Split(line, out var text) || _fields.Count != header.Names.Count)
        {
            WrongWidth++;
            return;
        }

        if (!filter.Accepts(_fields, text))
            return;
        var row = new Dictionary<ColumnRole, byte[]>();
        foreach (var (role, index) in columns)
            row.Add(role, _fields.Field(text, index).ToArray());
        if (Rows.Count == 0)
            FirstLine = lineNumber;
        Rows.Add(row);
    }

    /// <summary>The most digits after the point in columns of some roles, zeros at the end aside; <see langword="null"/> when there is no such column.</summary>
    public int? MostDecimals(IReadOnlyList<ColumnRole> roles)
    {
        int? most = null;
        foreach (var row in Rows)
        {
            foreach (var role in roles)
            {
                if (row.TryGetValue(role, out var field))
                    most = Math.Max(most ?? 0, Decimals(field));
            }
        }

        return most;
    }

    private static int Decimals(ReadOnlySpan<byte> field)
    {
        var point = field.IndexOf((byte)'.');
        return point < 0 || field.ContainsAnyExceptInRange((byte)'.', (byte)'9') ? 0 : field[point..].TrimEnd((byte)'0').Length - 1;
    }
}
