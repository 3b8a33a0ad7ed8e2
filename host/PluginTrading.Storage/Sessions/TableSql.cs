namespace PluginTrading.Storage.Sessions;

/// <summary>Statements that write a row of one table, its values in the order of the columns.</summary>
internal static class TableSql
{
    public static string Insert(string table, params IReadOnlyList<string> columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, index) => $"${index + 1}"))})";

    /// <summary>Inserts a row, or does nothing when any unique key of the table has it already.</summary>
    public static string InsertOnce(string table, params IReadOnlyList<string> columns) => $"{Insert(table, columns)} ON CONFLICT DO NOTHING";

    /// <summary>Inserts a row, or replaces that of the same key except for the columns that keep their first value.</summary>
    public static string Upsert(string table, IReadOnlyList<string> key, IReadOnlyList<string> kept, params IReadOnlyList<string> columns)
    {
        var replaced = columns.Except(key).Except(kept).Select(column => $"{column} = excluded.{column}");
        return $"{Insert(table, columns)} ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {string.Join(", ", replaced)}";
    }
}
