using System.Collections.Concurrent;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>Requests that were handed over and are not answered yet. They report what comes of them themselves and do not throw.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<Task, bool> _tasks = new();

    public void Add(Task request)
    {
        _tasks[request] = true;
        request.ContinueWith(t => _tasks.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Completes when all are answered or have timed out.</summary>
    public Task DrainAsync() => Task.WhenAll(_tasks.Keys);
}
