namespace PluginTrading.Service.Orders;

/// <summary>Requests about orders on their way, all beside each other: one that hangs holds up none but those that have to follow it.</summary>
/// <param name="onFault">Told of work that failed in a way it does not know.</param>
internal sealed class OrderWork(Action<Exception> onFault) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Begins work as soon as other work has ended. The work reports its own faults.</summary>
    /// <param name="after">What it has to follow; however that ends.</param>
    /// <param name="work">What is done.</param>
    /// <returns>Ends when the work has; never fails.</returns>
    public Task Begin(Task after, Func<CancellationToken, Task> work)
    {
        var running = RunAsync(after, work);
        lock (_running)
            _running.Add(running);
        _ = running.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return running;
    }

    /// <summary>Cancels what is under way and waits for its end; what has not begun never does.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_running)
            running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(Task after, Func<CancellationToken, Task> work)
    {
        // Off the session's thread from the first line on.
        await after.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        if (_stopping.IsCancellationRequested)
            return;
        try
        {
            await work(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The edge of an adapter: what it throws beside what it may ends the session loudly.
            onFault(exception);
        }
    }

    private void Forget(Task running)
    {
        lock (_running)
            _running.Remove(running);
    }
}
