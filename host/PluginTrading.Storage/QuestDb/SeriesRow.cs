using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace PluginTrading.Storage.QuestDb;

/// <summary>A row of the outbox as a statement for QuestDB.</summary>
internal static class SeriesRow
{
    private static readonly HashSet<string> Times = new(StringComparer.Ordinal) { "ts", "close_timestamp", "created_at", "start_time", "end_time" };
    private static readonly HashSet<string> WholeNumbers = new(StringComparer.Ordinal) { "seq", "signal_id", "entry_signal_id", "total_trades", "winning_trades", "losing_trades" };

    /// <param name="series">Name of the table.</param>
    /// <param name="payload">A JSON object of column values, times as nanoseconds. What is absent is left out.</param>
    public static NpgsqlBatchCommand Insert(string series, string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var fields = document.RootElement.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null).ToList();
        var columns = string.Join(", ", fields.Select(field => field.Name));
        var values = string.Join(", ", fields.Select((_, index) => $"${index + 1}"));
        var command = new NpgsqlBatchCommand($"INSERT INTO {series} ({columns}) VALUES ({values})");
        foreach (var field in fields)
            command.Parameters.Add(Parameter(field));
        return command;
    }

    /// <summary>QuestDB takes times in whole microseconds without zone, and no decimals.</summary>
    private static NpgsqlParameter Parameter(JsonProperty field) => field switch
    {
        _ when Times.Contains(field.Name) => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Timestamp, Value = Time(field.Value.GetInt64()) },
        _ when WholeNumbers.Contains(field.Name) => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = field.Value.GetInt64() },
        { Value.ValueKind: JsonValueKind.Number } => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Double, Value = field.Value.GetDouble() },
        _ => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = field.Value.GetString() },
    };

    private static DateTime Time(long nanoseconds)
    {
        var microseconds = Math.DivRem(nanoseconds, 1000).Quotient;
        return DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
    }
}
