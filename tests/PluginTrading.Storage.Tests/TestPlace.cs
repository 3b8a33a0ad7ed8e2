using PluginTrading.Storage.Databases;
using PluginTrading.Storage.Tests.Postgres;
using PluginTrading.Tests;

namespace PluginTrading.Storage.Tests;

/// <summary>The kinds of database that the suite runs on.</summary>
public enum Dialect
{
    Sqlite,
    Postgres,
}

/// <summary>An empty place for a store, gone when the test ends.</summary>
internal sealed class TestPlace : IDisposable
{
    private readonly TemporaryFolder? _folder;

    public TestPlace(Dialect dialect)
    {
        if (dialect == Dialect.Postgres)
        {
            Location = TestServer.NewSchema();
            return;
        }

        _folder = new TemporaryFolder();
        Location = _folder.File("store.db");
    }

    public string Location { get; }

    public Database Database => Database.At(Location);

    public long Number(string sql)
    {
        using var connection = Database.Open();
        return Database.Number(connection, sql);
    }

    public IReadOnlyList<string> Texts(string sql)
    {
        using var connection = Database.Open();
        return Database.Rows(connection, sql, reader => reader.GetString(0));
    }

    public void Execute(string sql)
    {
        using var connection = Database.Open();
        Database.Execute(connection, sql);
    }

    public void Dispose()
    {
        _folder?.Dispose();
        if (_folder is null)
            TestServer.RemoveSchema(Location);
    }
}
