using System.Data.Common;

namespace PluginTrading.Storage.Databases;

/// <summary>Brings a store's schema up to date, all or nothing, and refuses one that it does not know.</summary>
internal sealed class SchemaMigrator(Database database, IReadOnlyList<Migration> migrations, TimeProvider time)
{
    /// <summary>Opens the database as a store whose schema is up to date.</summary>
    /// <exception cref="StoreException">It cannot be used, or is not a store of ours.</exception>
    public DbConnection Open()
    {
        var connection = database.Open(RefuseForeign);
        try
        {
            Migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether a store is there.</summary>
    public bool IsStore(DbConnection connection) => database.Number(connection, database.CountJournals) > 0;

    private void RefuseForeign(DbConnection connection)
    {
        if (database.Number(connection, database.CountTables) > 0 && Applied(connection).Count == 0)
        {
            throw new StoreException(
                database.Name, "it is a database of another program; expected a store made by this one, or one that does not exist yet or is empty.");
        }
    }

    private void Migrate(DbConnection connection) => database.Guarded(() =>
    {
        if (Verify(Applied(connection)) == migrations.Count)
            return;

        // Taken before looking again: of two processes that start at once the second finds the work done.
        using var transaction = database.BeginMigration(connection);
        database.Execute(connection, database.CreateJournal);
        foreach (var migration in migrations.Skip(Verify(Applied(connection))))
        {
            database.Execute(connection, migration.Sql);
            database.Execute(
                connection, "INSERT INTO schema_migrations (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
                migration.Version, migration.Name, migration.Sha256, StoredValue.Now(time));
        }

        transaction.Commit();
    });

    private List<(int Version, string Sha256)> Applied(DbConnection connection) => IsStore(connection)
        ? database.Rows(
            connection, "SELECT version, sha256 FROM schema_migrations ORDER BY version",
            reader => ((int)reader.Long("version"), reader.Text("sha256")))
        : [];

    /// <summary>How many of our steps the store has, having checked that they are ours.</summary>
    private int Verify(List<(int Version, string Sha256)> applied)
    {
        foreach (var (version, sha256) in applied)
        {
            if (version > migrations.Count)
                throw new StoreException(database.Name, $"its schema has version {applied[^1].Version}, this program knows up to {migrations.Count}; use the newer program.");
            if (migrations[version - 1] is var known && known.Sha256 != sha256)
            {
                throw new StoreException(
                    database.Name, $"its schema was made by another {known.Name} (SHA-256 {sha256}, expected {known.Sha256}); use the program that made it.");
            }
        }

        return applied.Count;
    }
}
