using Npgsql;

namespace PluginTrading.Storage.Tests.Postgres;

/// <summary>The PostgreSQL server of the tests, and schemas on it, one for each test.</summary>
internal static class TestServer
{
    public const string Variable = "PLUGINTRADING_TEST_POSTGRES";

    private static int _schemas;

    /// <summary>Connection string of the server; skips the test when none is named, fails it in CI.</summary>
    public static string ConnectionString
    {
        get
        {
            var text = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(text))
            {
                Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", $"CI has a PostgreSQL server; {Variable} names none");
                Assert.Skip($"needs a PostgreSQL server; set {Variable} to a connection string of one whose content may be lost");
            }

            return text;
        }
    }

    /// <summary>A connection string to an empty schema.</summary>
    public static string NewSchema()
    {
        var schema = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}";
        Execute(ConnectionString, $"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { SearchPath = schema }.ConnectionString;
    }

    public static void RemoveSchema(string location) =>
        Execute(location, $"DROP SCHEMA IF EXISTS {new NpgsqlConnectionStringBuilder(location).SearchPath} CASCADE");

    private static void Execute(string location, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(location) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
