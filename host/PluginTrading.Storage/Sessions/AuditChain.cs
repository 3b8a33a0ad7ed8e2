using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sessions;

/// <summary>The audit log: each row's hash covers its fields and the hash of the row before.</summary>
internal static class AuditChain
{
    /// <summary>Adds a row, as part of the transaction that is open.</summary>
    public static AuditEntry Append(Database database, DbConnection connection, string who, string command, string arguments, string outcome, Timestamp time)
    {
        var (last, previous) = database.Rows(
            connection, $"SELECT sequence, hash FROM audit_head WHERE head = 1{database.ForUpdate}", reader => (reader.Long("sequence"), reader.Text("hash"))).Single();
        var entry = new AuditEntry
        {
            Sequence = last + 1,
            Time = time,
            Who = Kept(who),
            Command = Kept(command),
            Arguments = Kept(arguments),
            Outcome = Kept(outcome),
            Hash = "",
        };
        entry = entry with { Hash = HashOf(entry, previous) };
        database.Execute(
            connection, "INSERT INTO audit_log (sequence, time, who, command, arguments, outcome, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            entry.Sequence, entry.Time, entry.Who, entry.Command, entry.Arguments, entry.Outcome, previous, entry.Hash);
        database.Execute(connection, "UPDATE audit_head SET sequence = $1, hash = $2 WHERE head = 1", entry.Sequence, entry.Hash);
        return entry;

        // The hash is of what the database keeps.
        string Kept(string text) => (string)database.ValueOf(text);
    }

    /// <summary>The first row that was changed, or stands where one was removed; <see langword="null"/> when the log is whole.</summary>
    public static long? FirstBroken(Database database, DbConnection connection)
    {
        var (expected, previous) = (1L, "");
        using (var command = database.Command(connection, "SELECT * FROM audit_log ORDER BY sequence"))
        using (var reader = command.ExecuteReader())
        {
            for (; reader.Read(); expected++)
            {
                var entry = Read(reader);
                if (entry.Sequence != expected || reader.Text("previous_hash") != previous || HashOf(entry, previous) != entry.Hash)
                    return expected;
                previous = entry.Hash;
            }
        }

        var head = database.Rows(connection, "SELECT sequence, hash FROM audit_head WHERE head = 1", reader => (reader.Long("sequence"), reader.Text("hash"))).Single();
        return head == (expected - 1, previous) ? null : expected;
    }

    public static AuditEntry Read(DbDataReader reader) => new()
    {
        Sequence = reader.Long("sequence"),
        Time = reader.Time("time"),
        Who = reader.Text("who"),
        Command = reader.Text("command"),
        Arguments = reader.Text("arguments"),
        Outcome = reader.Text("outcome"),
        Hash = reader.Text("hash"),
    };

    /// <summary>Over a JSON array of the fields: no two rows have the same text.</summary>
    private static string HashOf(AuditEntry entry, string previous)
    {
        string[] fields =
        [
            previous, entry.Sequence.ToString(CultureInfo.InvariantCulture), entry.Time.Nanoseconds.ToString(CultureInfo.InvariantCulture), entry.Who,
            entry.Command, entry.Arguments, entry.Outcome,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(fields))));
    }
}
