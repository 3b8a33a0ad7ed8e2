using Microsoft.Data.Sqlite;

namespace PluginTrading.Storage.Sqlite;

/// <summary>
/// Rows of one table on their way to the store. They wait in a temporary table of the connection, which takes no lock on the store and
/// is gone with the connection.
/// </summary>
internal sealed class StagedTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _table;
    private readonly string _columns;
    private readonly SqliteCommand _insert;

    /// <param name="connection">Connection of the one recording.</param>
    /// <param name="table">Table of the store, with a column <c>session_id</c>.</param>
    /// <param name="columns">Its other columns, in the order of the values given to <see cref="Write"/>.</param>
    /// <param name="snapshotKey">Column by which a later row replaces an earlier one; <see langword="null"/> when each row stands.</param>
    /// <param name="kept">Columns that keep their first value when a row is replaced.</param>
    public StagedTable(SqliteConnection connection, string table, string[] columns, string? snapshotKey = null, params string[] kept)
    {
        _connection = connection;
        _table = table;
        _columns = string.Join(", ", columns);
        SqliteFile.Execute(connection, $"CREATE TEMP TABLE new_{table} AS SELECT {_columns} FROM main.{table} LIMIT 0");
        var upsert = "";
        if (snapshotKey is not null)
        {
            SqliteFile.Execute(connection, $"CREATE UNIQUE INDEX temp.new_{table}_key ON new_{table} ({snapshotKey})");
            var replaced = columns.Where(column => column != snapshotKey && !kept.Contains(column)).Select(column => $"{column} = excluded.{column}");
            upsert = $" ON CONFLICT ({snapshotKey}) DO UPDATE SET {string.Join(", ", replaced)}";
        }

        _insert = connection.CreateCommand();
        _insert.CommandText = $"INSERT INTO temp.new_{table} ({_columns}) VALUES ({string.Join(", ", columns.Select(column => $"${column}"))}){upsert}";
        foreach (var column in columns)
            _insert.Parameters.Add(new SqliteParameter($"${column}", null));
        _insert.Prepare();
    }

    public void Write(params ReadOnlySpan<object?> values)
    {
        if (values.Length != _insert.Parameters.Count)
            throw new ArgumentException($"{values.Length} values for {_insert.Parameters.Count} columns of {_table}.", nameof(values));
        for (var index = 0; index < values.Length; index++)
            _insert.Parameters[index].Value = StoredValue.Of(values[index]);
        _insert.ExecuteNonQuery();
    }

    /// <summary>Copies the rows into the store, as part of the transaction that is open.</summary>
    public void CopyTo(long sessionId)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"INSERT INTO main.{_table} (session_id, {_columns}) SELECT $session, {_columns} FROM temp.new_{_table} ORDER BY rowid";
        command.Parameters.AddWithValue("$session", sessionId);
        command.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();
}
