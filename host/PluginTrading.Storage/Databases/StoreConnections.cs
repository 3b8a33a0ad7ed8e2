using System.Collections.Concurrent;
using System.Data;
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
    private volatile bool _isClosed;

    /// <summary>Does a piece of work in one transaction: all of it is stored, or nothing.</summary>
    /// <param name="work">May be done twice, when the first time turned out to be on a connection that had broken meanwhile.</param>
    /// <exception cref="StoreException">The database refused. After a connection broke, it may have stored the work all the same.</exception>
    public T Write<T>(Func<DbConnection, T> work)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var isFresh = _writer is null;
            var isCommitting = false;
            try
            {
                return Attempt();
            }
            catch
            {
                var isLost = _writer is { State: not ConnectionState.Open };
                _writer?.Dispose();
                _writer = null;
                if (isFresh || isCommitting || !isLost)
                    throw;
            }

            try
            {
                return Attempt();
            }
            catch
            {
                _writer?.Dispose();
                _writer = null;
                throw;
            }

            T Attempt() => database.Guarded(() =>
            {
                _writer ??= database.Open();
                using var transaction = database.BeginWrite(_writer);
                var result = work(_writer);
                isCommitting = true;
                transaction.Commit();
                return result;
            });
        }
    }

    /// <exception cref="StoreException">The database refused.</exception>
    public T Read<T>(Func<DbConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        while (true)
        {
            var isFresh = !_readers.TryTake(out var connection);
            connection ??= database.Open();
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
                // One that waited here may have broken meanwhile, which shows only now.
                var isLost = connection.State != ConnectionState.Open;
                connection.Dispose();
                if (isFresh || !isLost)
                    throw;
            }
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
