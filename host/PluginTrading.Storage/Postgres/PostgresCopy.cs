using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using PluginTrading.Results.Export;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Postgres;

/// <summary>Copies staged rows into a table, a stream instead of a statement for each.</summary>
internal static class PostgresCopy
{
    public static void Copy(PostgresServer server, NpgsqlConnection connection, StagedTable table, long sessionId)
    {
        using var writer = connection.BeginTextImport($"COPY {table.Table} (session_id, {table.Columns}) FROM STDIN");
        var line = new StringBuilder();
        table.Read(rows =>
        {
            line.Clear().Append(sessionId);
            for (var column = 0; column < rows.FieldCount; column++)
                AppendField(line.Append('\t'), server, rows, column);
            writer.Write(line.Append('\n'));
        });
    }

    // https://www.postgresql.org/docs/current/sql-copy.html, text format
    private static void AppendField(StringBuilder line, PostgresServer server, DbDataReader rows, int column)
    {
        switch (rows.GetValue(column))
        {
            case DBNull:
                line.Append("\\N");
                break;
            case double number:
                line.Append(ExactText.Of(number));
                break;
            case string text:
                var start = line.Length;
                line.Append((string)server.ValueOf(text));
                var count = line.Length - start;
                line.Replace("\\", "\\\\", start, count);
                line.Replace("\n", "\\n", start, line.Length - start);
                line.Replace("\r", "\\r", start, line.Length - start);
                line.Replace("\t", "\\t", start, line.Length - start);
                break;
            case var value:
                line.AppendFormat(CultureInfo.InvariantCulture, "{0}", value);
                break;
        }
    }
}
