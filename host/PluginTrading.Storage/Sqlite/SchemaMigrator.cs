using Microsoft.Data.Sqlite;

namespace PluginTrading.Storage.Sqlite;

/// <summary>Brings a store's schema up to date, all or nothing, and refuses one that it does not know.</summary>
internal sealed class SchemaMigrator(SqliteFile file, IReadOnlyList<Migration> migrations, TimeProvider time)
{
    /// <exception cref="StoreException">The file is another program's database.</exception>
    public void RefuseForeign(SqliteConnection connection)
    {
        if (Count(connection, "SELECT count(*) FROM sqlite_schema") > 0 && Applied(connection).Count == 0)
            throw new StoreException(file.Path, "it is a database of another program; expected a store made by this one, or a file that does not exist yet.");
    }

    /// <exception cref="StoreException">A newer schema, or a step that was changed after it was applied.</exception>
    public void Migrate(SqliteConnection connection) => file.Guarded(() =>
    {
        if (Verify(Applied(connection)) == migrations.Count)
            return;

        // Taken before looking again: of two processes that start at once the second finds the work done.
        using var transaction = connection.BeginTransaction(deferred: false);
        SqliteFile.Execute(connection, """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL
            ) STRICT
            """);
        foreach (var migration in migrations.Skip(Verify(Applied(connection))))
            Apply(connection, migration);
        transaction.Commit();
    });

    private static List<(int Version, string Sha256)> Applied(SqliteConnection connection)
    {
        if (Count(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'") == 0)
            return [];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, sha256 FROM schema_migrations ORDER BY version";
        using var reader = command.ExecuteReader();
        var applied = new List<(int, string)>();
        while (reader.Read())
            applied.Add((reader.GetInt32(0), reader.GetString(1)));
        return applied;
    }

    /// <summary>How many of our steps the store has, having checked that they are ours.</summary>
    private int Verify(List<(int Version, string Sha256)> applied)
    {
        foreach (var (version, sha256) in applied)
        {
            if (version > migrations.Count)
                throw new StoreException(file.Path, $"its schema has version {applied[^1].Version}, this program knows up to {migrations.Count}; use the newer program.");
            if (migrations[version - 1] is var known && known.Sha256 != sha256)
            {
                throw new StoreException(
                    file.Path, $"its schema was made by another {known.Name} (SHA-256 {sha256}, expected {known.Sha256}); use the program that made it.");
            }
        }

        return applied.Count;
    }

    private void Apply(SqliteConnection connection, Migration migration)
    {
        SqliteFile.Execute(connection, migration.Sql);
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO schema_migrations (version, name, sha256, applied_at) VALUES ($version, $name, $sha256, $at)";
        command.Parameters.AddWithValue("$version", migration.Version);
        command.Parameters.AddWithValue("$name", migration.Name);
        command.Parameters.AddWithValue("$sha256", migration.Sha256);
        command.Parameters.AddWithValue("$at", StoredValue.Now(time));
        command.ExecuteNonQuery();
    }

    private static long Count(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
