using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using PluginTrading.Storage;

namespace PluginTrading.Service.Tests.Storage;

/// <summary>All rows that a store has of one session, as text, but for what says when and as what number they were stored.</summary>
internal static class StoreContent
{
    private static readonly string[] Tables =
    [
        "transitions", "signal_history", "orders", "order_events", "fills", "positions", "position_events", "trades", "performance", "wallet", "alerts", "indicator_values",
    ];

    /// <summary>Rows by table.</summary>
    public static Dictionary<string, List<string>> Of(string location, string key)
    {
        using var connection = Open(location);
        var id = Rows(connection, $"SELECT session_id FROM sessions WHERE session_key = '{key}'").Single();
        var content = Tables.ToDictionary(table => table, table => Rows(connection, $"SELECT * FROM {table} WHERE session_id = {id} ORDER BY 1", "session_id", "alert_id").Order(StringComparer.Ordinal).ToList());
        content["sessions"] = Rows(
            connection,
            $"""
            SELECT last_sequence, last_row, last_time, current_balance, current_equity, total_pnl, total_trades, winning_trades, losing_trades, realized_pnl,
              gross_wins, gross_losses, commission, funding, max_drawdown, halt_rule FROM sessions WHERE session_id = {id}
            """);
        return content;
    }

    /// <summary>The candles that wait for the series' database, in order: minute, prices, volume.</summary>
    public static List<string> Candles(string location)
    {
        using var connection = Open(location);
        return
        [
            .. Rows(connection, "SELECT payload FROM outbox WHERE series = 'candles' ORDER BY outbox_id").Select(row =>
            {
                using var candle = JsonDocument.Parse(row);
                var prices = new[] { "o", "h", "l", "c", "v" }.Select(name => candle.RootElement.GetProperty(name).GetDouble().ToString(CultureInfo.InvariantCulture));
                return $"{candle.RootElement.GetProperty("ts").GetInt64() / 60_000_000_000} {string.Join(' ', prices)}";
            }),
        ];
    }

    private static DbConnection Open(string location)
    {
        DbConnection connection = StoreLocation.IsPostgres(location)
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(location) { Pooling = false }.ConnectionString)
            : new SqliteConnection($"Data Source={location};Pooling=False");
        connection.Open();
        return connection;
    }

    private static List<string> Rows(DbConnection connection, string sql, params string[] without)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Where(column => !without.Contains(reader.GetName(column))).ToList();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(" | ", columns.Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return rows;
    }
}
