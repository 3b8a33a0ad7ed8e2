using System.Data.Common;
using Microsoft.Data.Sqlite;
using PluginTrading.Results.Export;
using PluginTrading.Storage.Databases;

namespace PluginTrading.Storage.Sqlite;

/// <summary>One SQLite file, opened so that a commit survives power loss, and plain words for why it failed.</summary>
internal sealed class SqliteFile(string path) : Database
{
    /// <summary>How long a command waits for another process's write to end, seconds.</summary>
    private const int BusySeconds = 5;

    public override string Name { get; } = path;

    public override IReadOnlyList<Migration> Migrations => Migration.Sqlite;

    /// <summary>Nothing: a transaction that will write has the file to itself.</summary>
    public override string ForUpdate => "";

    public override string CountTables => "SELECT count(*) FROM sqlite_schema";

    public override string CountJournals => "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'";

    public override string CreateJournal => """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL
        ) STRICT
        """;

    public override void Prepare()
    {
        if (Directory.Exists(Name))
            throw new StoreException(Name, "it is a folder; expected a file.");
        Guarded(() => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Name))!));
    }

    public override bool MayExist() => File.Exists(Name) || Directory.Exists(Name);

    /// <summary>WAL lets others read while one writes; FULL survives power loss.</summary>
    public override SqliteConnection Open(Action<DbConnection>? inspect = null) => Guarded(() =>
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Name, Pooling = false, DefaultTimeout = BusySeconds, ForeignKeys = true };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {BusySeconds * 1000}");
            inspect?.Invoke(connection);
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    public override SqliteTransaction BeginWrite(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    public override SqliteTransaction BeginMigration(DbConnection connection) => BeginWrite(connection);

    public override StatementBatch Batch(DbConnection connection) => new SqliteStatements(this, connection);

    public override object ValueOf(object? value) => value is decimal amount ? ExactText.Of(amount) : StoredValue.Of(value);

    public override SqliteParameter Parameter(DbCommand command, int number, object? value) => new($"${number}", ValueOf(value));

    protected override StoreException Explain(DbException exception) =>
        new(Name, exception is SqliteException reported ? CauseOf(reported) : exception.Message, exception);

    // Result codes: https://www.sqlite.org/rescode.html
    private static string CauseOf(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => $"another process is writing to it and did not end within {BusySeconds} s; try again, or use another file (--store).",
        8 => "it is read-only; expected a file and a folder that can be written.",
        10 => $"the disk reported an error ({exception.Message}).",
        11 => $"its content is damaged ({exception.Message}); restore it from a backup, or move it away to begin a new one.",
        13 => "the disk is full; nothing of this run was stored.",
        14 => "it cannot be opened; expected a file, in a folder that exists and can be written.",
        26 => "it is not a SQLite database; expected a store made by this program, or a file that does not exist yet.",
        _ => exception.Message,
    };
}
