using System.Collections.Concurrent;
using System.Data.Common;

namespace PluginTrading.Storage.Databases;

/// <summary>
/// The connections of one open store: one that writes, in turn, and as many that read as there are readers at once. One that failed is
/// closed and the next use opens another, so that a database which was away is used again when it is back. For several threads.
/// </summary>
internal sealed class StoreConnections(Database database, DbConnection writer) : IDisposable
{
    private const int ReadersKept = 4;

    private readonly Lock _turn = new();
    private readonly ConcurrentBag<DbConnection> _readers = [];
    private DbConnection? _writer = writer;
    private bool _isClosed;

    /// <summary>Does a piece of work in one transaction: all of it is stored, or nothing.</summary>
    /// <exception cref="StoreException">The database refused. After a connection broke, it may have stored the work all the same.</exception>
    public T Write<T>(Func<DbConnection, T> work)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            try
            {
                return database.Guarded(() =>
                {
                    _writer ??= database.Open();
                    using var transaction = database.BeginWrite(_writer);
                    var result = work(_writer);
                    transaction.Commit();
                    return result;
                });
            }
            catch
            {
                _writer?.Dispose();
                _writer = null;
                throw;
            }
        }
    }

    /// <exception cref="StoreException">The database refused.</exception>
    public T Read<T>(Func<DbConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var connection = _readers.TryTake(out var idle) ? idle : database.Open();
        try
        {
            var result = database.Guarded(() => work(connection));
            if (_readers.Count < ReadersKept && !_isClosed)
                _readers.Add(connection);
            else
                connection.Dispose();
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _isClosed = true;
            _writer?.Dispose();
            _writer = null;
        }

        while (_readers.TryTake(out var connection))
            connection.Dispose();
    }
}
