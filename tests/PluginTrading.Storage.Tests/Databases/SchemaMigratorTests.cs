using Microsoft.Data.Sqlite;
using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Sqlite;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests.Databases;

public sealed class SchemaMigratorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SqliteFile Store => new(_folder.File("store.db"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_embedded_steps_are_the_files_of_the_repository()
    {
        var files = Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "schemas", "sql", "sqlite"), "*.sql").Order(StringComparer.Ordinal);

        Migration.Sqlite.Select(migration => (migration.Name, migration.Sql)).ShouldBe(files.Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
    }

    [Fact]
    public void Steps_are_applied_once_and_later_ones_follow()
    {
        Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"));
        Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"), new Migration(2, "0002_b.sql", "ALTER TABLE a ADD COLUMN y TEXT"));

        using var connection = Store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(version || ' ' || name || ' ' || length(sha256)) FROM schema_migrations";
        command.ExecuteScalar().ShouldBe("1 0001_a.sql 64,2 0002_b.sql 64");
    }

    [Fact]
    public void A_step_that_was_changed_after_it_was_applied_is_refused()
    {
        Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"));

        Should.Throw<StoreException>(() => Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x TEXT)"))).Message.ShouldContain("another 0001_a.sql (SHA-256");
    }

    [Fact]
    public void Line_ends_do_not_change_a_step() =>
        new Migration(1, "a", "x\r\ny").Sha256.ShouldBe(new Migration(1, "a", "x\ny").Sha256);

    [Fact]
    public void A_newer_schema_is_refused()
    {
        Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"), new Migration(2, "0002_b.sql", "CREATE TABLE b (x INTEGER)"));

        Should.Throw<StoreException>(() => Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"))).Message
            .ShouldContain("its schema has version 2, this program knows up to 1");
    }

    [Fact]
    public void A_step_that_fails_takes_back_all_of_them()
    {
        Should.Throw<StoreException>(() => Migrate(
            new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"), new Migration(2, "0002_b.sql", "CREATE TABLE c (x INTEGER); NONSENSE")));

        using var connection = Store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema";
        command.ExecuteScalar().ShouldBe(0L);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        using (var connection = new SqliteConnection($"Data Source={Store.Name};Pooling=False"))
        {
            connection.Open();
            Store.Execute(connection, "CREATE TABLE bookmarks (url TEXT)");
        }

        var before = File.ReadAllBytes(Store.Name);

        Should.Throw<StoreException>(() => Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)"))).Message.ShouldContain("a database of another program");

        File.ReadAllBytes(Store.Name).ShouldBe(before);
    }

    [Fact]
    public void Connections_are_durable()
    {
        using var connection = Store.Open();

        Pragma(connection, "journal_mode").ShouldBe("wal");
        Pragma(connection, "synchronous").ShouldBe(2L);
        Pragma(connection, "foreign_keys").ShouldBe(1L);
        Pragma(connection, "busy_timeout").ShouldBe(5000L);
    }

    private static object? Pragma(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar();
    }

    private void Migrate(params Migration[] migrations)
    {
        using var store = ResultStore.Open(Store, migrations, new FixedTime());
    }
}
