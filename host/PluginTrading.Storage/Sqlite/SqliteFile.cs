using Microsoft.Data.Sqlite;

namespace PluginTrading.Storage.Sqlite;

/// <summary>Opens connections to one SQLite file and says in plain words why one of them failed.</summary>
internal sealed class SqliteFile(string path)
{
    /// <summary>How long a command waits for another process's write to end, seconds.</summary>
    private const int BusySeconds = 5;

    public string Path { get; } = path;

    /// <summary>A connection with the settings that durability rests on. WAL lets others read while one writes; FULL survives power loss.</summary>
    /// <param name="inspect">Looks at the file before anything in it is changed.</param>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public SqliteConnection Open(Action<SqliteConnection>? inspect = null) => Guarded(() =>
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = BusySeconds, ForeignKeys = true };
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

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a piece of work and turns what SQLite reports into a message that names the file and the cause.</summary>
    /// <exception cref="StoreException">SQLite or the file system refused.</exception>
    public T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw new StoreException(Path, CauseOf(exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Path, exception.Message, exception);
        }
    }

    public void Guarded(Action work) => Guarded(() =>
    {
        work();
        return 0;
    });

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
