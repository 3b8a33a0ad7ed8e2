using System.Data.Common;

namespace PluginTrading.Storage.Databases;

/// <summary>
/// One database, of one of the kinds that a store may be in. All SQL of the store is common to the kinds, with parameters <c>$1</c>, <c>$2</c>…;
/// what differs stands here.
/// </summary>
internal abstract class Database
{
    /// <summary>What messages call it: the file, or host, port and database. Never a secret.</summary>
    public abstract string Name { get; }

    /// <summary>The steps of the schema that this program knows for this kind of database.</summary>
    public abstract IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Ends a SELECT whose rows are changed later in the transaction.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>A query for how many tables there are.</summary>
    public abstract string CountTables { get; }

    /// <summary>A query for how many tables <c>schema_migrations</c> there are.</summary>
    public abstract string CountJournals { get; }

    /// <summary>Makes <c>schema_migrations</c> when it is not there.</summary>
    public abstract string CreateJournal { get; }

    /// <summary>The database of a location that <see cref="StoreLocation.Resolve"/> gave.</summary>
    /// <exception cref="StoreException">The location cannot be understood.</exception>
    public static Database At(string location) =>
        StoreLocation.IsPostgres(location) ? new Postgres.PostgresServer(location) : new Sqlite.SqliteFile(location);

    /// <summary>Makes the place that the store is to be in.</summary>
    /// <exception cref="StoreException">It cannot be there.</exception>
    public abstract void Prepare();

    /// <summary>Whether a store may be there; opening it shows whether there is.</summary>
    public abstract bool MayExist();

    /// <summary>A connection with the settings that durability rests on.</summary>
    /// <param name="inspect">Looks at the database before anything in it is changed.</param>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public abstract DbConnection Open(Action<DbConnection>? inspect = null);

    /// <summary>A transaction that will write; of several writers each takes its turn.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Begins a transaction in which this process alone migrates.</summary>
    public abstract DbTransaction BeginMigration(DbConnection connection);

    /// <summary>Statements of the transaction that is open, sent in order.</summary>
    public abstract StatementBatch Batch(DbConnection connection);

    /// <summary>How a value is handed to the database.</summary>
    public abstract object ValueOf(object? value);

    /// <summary>A parameter for <c>$<paramref name="number"/></c>.</summary>
    public abstract DbParameter Parameter(DbCommand command, int number, object? value);

    /// <summary>What a failure means, in plain words.</summary>
    protected abstract StoreException Explain(DbException exception);

    /// <summary>Runs a piece of work and turns what the database reports into a message that names it and the cause.</summary>
    /// <exception cref="StoreException">The database or the file system refused.</exception>
    public T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException exception)
        {
            throw Explain(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new StoreException(Name, exception.Message, exception);
        }
    }

    public void Guarded(Action work) => Guarded(() =>
    {
        work();
        return 0;
    });

    public DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
            command.Parameters.Add(Parameter(command, index + 1, values[index]));
        return command;
    }

    public int Execute(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>A single whole number.</summary>
    public long Number(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        return (long)command.ExecuteScalar()!;
    }

    public List<T> Rows<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
