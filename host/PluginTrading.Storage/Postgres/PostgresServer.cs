using System.Data;
using System.Data.Common;
using System.Text;
using Npgsql;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Postgres;

/// <summary>One database of a PostgreSQL server, and plain words for why it failed. What it says names host, port and database, never user or password.</summary>
internal sealed class PostgresServer : Database
{
    /// <summary>Key of the advisory lock under which a process migrates: "plugtrad" in ASCII.</summary>
    private const long MigrationLock = 0x706C756774726164;

    private readonly string _connectionString;

    /// <exception cref="StoreException">The text is no connection string.</exception>
    public PostgresServer(string location)
    {
        var settings = PostgresLocation.Parse(location);
        // A pooled connection would outlive its owner and keep what it holds; statements prepare themselves after a few uses.
        settings.Pooling = false;
        settings.PersistSecurityInfo = false;
        settings.IncludeErrorDetail = false;
        settings.MaxAutoPrepare = 60;
        if (settings.KeepAlive == 0)
            settings.KeepAlive = 10;
        settings.ApplicationName ??= "plugintrading";
        _connectionString = settings.ConnectionString;
        Name = PostgresLocation.NameOf(settings);
    }

    public override string Name { get; }

    public override IReadOnlyList<Migration> Migrations => Migration.Postgres;

    public override string ForUpdate => " FOR UPDATE";

    public override string CountTables => "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')";

    public override string CountJournals => "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = 'schema_migrations'";

    public override string CreateJournal => """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          version bigint PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at bigint NOT NULL
        )
        """;

    /// <summary>Nothing: the database is made by its administrator.</summary>
    public override void Prepare()
    {
    }

    public override bool MayExist() => true;

    public override NpgsqlConnection Open(Action<DbConnection>? inspect = null) => Guarded(() =>
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            inspect?.Invoke(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    public override NpgsqlTransaction BeginWrite(DbConnection connection) => ((NpgsqlConnection)connection).BeginTransaction(IsolationLevel.ReadCommitted);

    public override NpgsqlTransaction BeginMigration(DbConnection connection)
    {
        var transaction = BeginWrite(connection);
        try
        {
            Execute(connection, "SELECT pg_advisory_xact_lock($1)", MigrationLock);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public override StatementBatch Batch(DbConnection connection) => new PostgresStatements(this, (NpgsqlConnection)connection);

    public override object ValueOf(object? value) => value is string text ? Storable(text) : StoredValue.Of(value);

    public override NpgsqlParameter Parameter(DbCommand command, int number, object? value) => new() { Value = ValueOf(value) };

    protected override StoreException Explain(DbException exception) => exception is PostgresException reported
        ? new StoreException(Name, CauseOf(reported), IsAboutAccess(reported) ? null : exception)
        : new StoreException(Name, $"the server does not answer, or the connection broke ({exception.Message}).", exception);

    // Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static string CauseOf(PostgresException exception) => exception.SqlState switch
    {
        "28000" or "28P01" => "the server refused the user or the password.",
        "3D000" => "there is no such database; an administrator makes it with CREATE DATABASE.",
        "42501" => $"the user may not do this ({exception.MessageText}).",
        "53100" => "the server's disk is full.",
        "53300" => "the server has no connection free.",
        "57P01" or "57P02" or "57P03" => $"the server is stopping or starting ({exception.MessageText}).",
        _ => $"{exception.MessageText} ({exception.SqlState}).",
    };

    private static bool IsAboutAccess(PostgresException exception) => exception.SqlState.StartsWith("28", StringComparison.Ordinal);

    /// <summary>PostgreSQL keeps neither the character U+0000 nor half a surrogate pair; each becomes U+FFFD.</summary>
    private static string Storable(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
