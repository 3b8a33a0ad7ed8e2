namespace PluginTrading.Data.Import;

/// <summary>The first rows of a file that pass its filter, by role of their columns.</summary>
internal sealed class SampleRows(HeaderLine header, RowFilter filter, IReadOnlyDictionary<ColumnRole, int> columns)
{
    private readonly FieldSplitter _fields = new(header.Delimiter);

    public List<Dictionary<ColumnRole, byte[]>> Rows { get; } = [];

    public int Seen { get; private set; }

    /// <summary>Rows with another number of columns than the first line.</summary>
    public int WrongWidth { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
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
        Rows.Add(row);
    }
}
