using System.Data.Common;
using Microsoft.Data.Sqlite;
using PluginTrading.Storage.Sqlite;

namespace PluginTrading.Storage.Databases;

/// <summary>
/// Rows of one table on their way to the store. They wait in a temporary table of a SQLite connection, which takes no lock on the store
/// and is gone with the connection.
/// </summary>
internal sealed class StagedTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteFile _file;

    /// <param name="file">Whose values the rows are.</param>
    /// <param name="connection">Connection of the one recording.</param>
    /// <param name="table">Table of the store, with a column <c>session_id</c>.</param>
    /// <param name="columns">Its other columns, in the order of the values given to <see cref="Write"/>.</param>
    /// <param name="snapshotKey">Column, or columns separated by commas, by which a later row replaces an earlier one; <see langword="null"/> when each row stands.</param>
    /// <param name="kept">Columns that keep their first value when a row is replaced.</param>
    public StagedTable(SqliteFile file, SqliteConnection connection, string table, string[] columns, string? snapshotKey = null, params string[] kept)
    {
        _file = file;
        _connection = connection;
        Table = table;
        Columns = string.Join(", ", columns);
        file.Execute(connection, $"CREATE TEMP TABLE new_{table} ({Columns})");
        var upsert = "";
        if (snapshotKey is not null)
        {
            file.Execute(connection, $"CREATE UNIQUE INDEX temp.new_{table}_key ON new_{table} ({snapshotKey})");
            var replaced = columns.Where(column => column != snapshotKey && !kept.Contains(column)).Select(column => $"{column} = excluded.{column}");
            upsert = $" ON CONFLICT ({snapshotKey}) DO UPDATE SET {string.Join(", ", replaced)}";
        }

        _insert = connection.CreateCommand();
        _insert.CommandText = $"INSERT INTO temp.new_{table} ({Columns}) VALUES ({string.Join(", ", columns.Select((_, index) => $"${index + 1}"))}){upsert}";
        for (var number = 1; number <= columns.Length; number++)
            _insert.Parameters.Add(new SqliteParameter($"${number}", null));
        _insert.Prepare();
    }

    public string Table { get; }

    /// <summary>Whether no row was written.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Names of the columns, separated by commas.</summary>
    public string Columns { get; }

    public void Write(params ReadOnlySpan<object?> values)
    {
        if (values.Length != _insert.Parameters.Count)
            throw new ArgumentException($"{values.Length} values for {_insert.Parameters.Count} columns of {Table}.", nameof(values));
        for (var index = 0; index < values.Length; index++)
            _insert.Parameters[index].Value = _file.ValueOf(values[index]);
        _insert.ExecuteNonQuery();
        IsEmpty = false;
    }

    /// <summary>Copies the rows into the store of the same connection, as part of the transaction that is open.</summary>
    public void CopyTo(long sessionId) => _file.Execute(
        _connection, $"INSERT INTO main.{Table} (session_id, {Columns}) SELECT $1, {Columns} FROM temp.new_{Table} ORDER BY rowid", sessionId);

    /// <summary>Shows each row, in order of writing.</summary>
    public void Read(Action<DbDataReader> show)
    {
        using var command = _file.Command(_connection, $"SELECT {Columns} FROM temp.new_{Table} ORDER BY rowid");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            show(reader);
    }

    public void Dispose() => _insert.Dispose();
}
