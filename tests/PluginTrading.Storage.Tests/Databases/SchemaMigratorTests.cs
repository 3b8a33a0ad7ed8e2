using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Sqlite;
using PluginTrading.Storage.Tests.Sessions;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests.Databases;

public sealed class SqliteSchemaMigratorTests() : SchemaMigratorTests(Dialect.Sqlite)
{
    [Fact]
    public void Connections_are_durable()
    {
        using var connection = Place.Database.Open();

        Pragma("journal_mode").ShouldBe("wal");
        Pragma("synchronous").ShouldBe(2L);
        Pragma("foreign_keys").ShouldBe(1L);
        Pragma("busy_timeout").ShouldBe(5000L);

        object? Pragma(string name)
        {
            using var command = Place.Database.Command(connection, $"PRAGMA {name}");
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public void A_file_of_another_program_is_left_as_it_was()
    {
        Place.Execute("PRAGMA journal_mode = DELETE; CREATE TABLE bookmarks (url TEXT)");
        var before = File.ReadAllBytes(Place.Location);

        Should.Throw<StoreException>(() => SessionStore.Open(Place.Location, new FixedTime()));

        File.ReadAllBytes(Place.Location).ShouldBe(before);
    }
}

public sealed class PostgresSchemaMigratorTests() : SchemaMigratorTests(Dialect.Postgres);

/// <summary>How a schema comes about and what is refused, whatever database it is in.</summary>
public abstract class SchemaMigratorTests : IDisposable
{
    private static readonly Migration First = new(1, "0001_a.sql", "CREATE TABLE a (x INTEGER)");

    protected SchemaMigratorTests(Dialect dialect) => Place = new TestPlace(dialect);

    private protected TestPlace Place { get; }

    public void Dispose()
    {
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_embedded_steps_are_the_files_of_the_repository()
    {
        var folder = Path.Combine(TestData.RepositoryRoot, "schemas", "sql", Place.Database is SqliteFile ? "sqlite" : "postgresql");
        var files = Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal);

        Place.Database.Migrations.Select(migration => (migration.Name, migration.Sql)).ShouldBe(files.Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
    }

    [Fact]
    public void Steps_are_applied_once_and_later_ones_follow()
    {
        Migrate(First);
        Migrate(First, new Migration(2, "0002_b.sql", "ALTER TABLE a ADD COLUMN y TEXT"));

        using var connection = Place.Database.Open();
        Place.Database.Rows(connection, "SELECT * FROM schema_migrations ORDER BY version", reader => (reader.Long("version"), reader.Text("name"), reader.Text("sha256").Length))
            .ShouldBe([(1, "0001_a.sql", 64), (2, "0002_b.sql", 64)]);
    }

    [Fact]
    public void A_step_that_was_changed_after_it_was_applied_is_refused()
    {
        Migrate(First);

        Should.Throw<StoreException>(() => Migrate(new Migration(1, "0001_a.sql", "CREATE TABLE a (x TEXT)"))).Message.ShouldContain("another 0001_a.sql (SHA-256");
    }

    [Fact]
    public void Line_ends_do_not_change_a_step() =>
        new Migration(1, "a", "x\r\ny").Sha256.ShouldBe(new Migration(1, "a", "x\ny").Sha256);

    [Fact]
    public void A_newer_schema_is_refused()
    {
        Migrate(First, new Migration(2, "0002_b.sql", "CREATE TABLE b (x INTEGER)"));

        Should.Throw<StoreException>(() => Migrate(First)).Message.ShouldContain("its schema has version 2, this program knows up to 1");
    }

    [Fact]
    public void A_step_that_fails_takes_back_all_of_them()
    {
        Should.Throw<StoreException>(() => Migrate(First, new Migration(2, "0002_b.sql", "CREATE TABLE c (x INTEGER); NONSENSE")));

        Place.Number(Place.Database.CountTables).ShouldBe(0);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        Place.Execute("CREATE TABLE bookmarks (url TEXT)");

        Should.Throw<StoreException>(() => Migrate(First)).Message.ShouldContain("a database of another program");

        Place.Number(Place.Database.CountTables).ShouldBe(1);
    }

    [Fact]
    public void A_store_of_finished_runs_keeps_them_when_sessions_come()
    {
        var run = new SampleRun();
        var old = Place.Database is SqliteFile ? 2 : 1;
        using (var store = ResultStore.Open(Place.Database, [.. Place.Database.Migrations.Take(old)], new FixedTime()))
        {
            // Their values of indicators go to a table that such a store does not have yet.
            using var recording = store.BeginRun();
            foreach (var effect in run.Effects.Where(effect => effect is not Engine.Effects.Transition))
                recording.Take(effect);
            recording.Complete(ResultStoreTests.Result(run));
        }

        using var sessions = SessionStore.Open(Place.Location, new FixedTime());

        Place.Number("SELECT max(version) FROM schema_migrations").ShouldBe(Place.Database.Migrations.Count);
        var stored = sessions.List().Single();
        (stored.SessionKey, stored.Status, stored.SessionType, stored.LastSequence).ShouldBe((null, SessionStatus.Stopped, "backtest", 0));
        sessions.Equity(1).Count.ShouldBeGreaterThan(0);
        sessions.Fills(1).Select(fill => fill.Fill).ShouldBe(run.Effects.OfType<Engine.Effects.Fill>());
        sessions.Begin(SampleSession.New()).Id.ShouldBe(2);
        using var results = ResultStore.Open(Place.Location, new FixedTime());
        results.Newest(2).Single().Result.Session.ShouldBe(ResultStoreTests.Result(run).Session);
        results.Trades(1).ShouldBe(run.Effects.OfType<Engine.Effects.Trade>());
    }

    [Fact]
    public async Task Processes_that_migrate_at_once_all_find_the_same_schema()
    {
        var children = Enumerable.Range(0, 3).Select(_ => ChildProcess.Start(nameof(StoreChild.Migrates), Place.Location)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SessionStore.Open(Place.Location, new FixedTime()).Dispose(), TestContext.Current.CancellationToken)));

        foreach (var child in children)
            child.ShouldEndWell();

        Place.Number("SELECT count(*) FROM schema_migrations").ShouldBe(Place.Database.Migrations.Count);
    }

    private void Migrate(params Migration[] migrations)
    {
        using var store = ResultStore.Open(Place.Database, migrations, new FixedTime());
    }
}
