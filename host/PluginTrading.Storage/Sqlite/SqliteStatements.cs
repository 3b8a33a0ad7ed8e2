using System.Data.Common;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sqlite;

/// <summary>Executes each statement at once, prepared the first time that it is met.</summary>
internal sealed class SqliteStatements(SqliteFile file, DbConnection connection) : StatementBatch
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    public override void Add(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = file.Command(connection, sql, values);
            command.Prepare();
            _prepared.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = file.ValueOf(values[index]);
        command.ExecuteNonQuery();
    }

    public override void Flush()
    {
        // Nothing waits: each was executed when it was added.
    }

    public override void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }
}
