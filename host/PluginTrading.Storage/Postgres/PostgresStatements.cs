using Npgsql;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Postgres;

/// <summary>Sends statements many at a time: one round trip for a batch instead of one for each.</summary>
internal sealed class PostgresStatements(PostgresServer server, NpgsqlConnection connection) : StatementBatch
{
    private const int BatchSize = 1000;

    private NpgsqlBatch _batch = new(connection);

    public override void Add(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = server.ValueOf(value) });
        _batch.BatchCommands.Add(command);
        if (_batch.BatchCommands.Count >= BatchSize)
            Flush();
    }

    public override void Flush()
    {
        if (_batch.BatchCommands.Count == 0)
            return;
        _batch.ExecuteNonQuery();
        _batch.Dispose();
        _batch = new NpgsqlBatch(connection);
    }

    public override void Dispose() => _batch.Dispose();
}
