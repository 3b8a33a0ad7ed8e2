namespace PluginTrading.Exchange.Mexc.Rest;

/// <summary>
/// Lets at most so many requests through in any window of time, by priority, then in the order of asking. A window and not a refilled bucket: a bucket
/// passes up to twice its size in one window. Safe from any thread.
/// </summary>
internal sealed class RateBudget : IDisposable
{
    private readonly int _limit;
    private readonly int _reserved;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<long> _passed = new();
    private readonly PriorityQueue<Waiter, (RequestPriority, long)> _waiting = new();
    private readonly ITimer _timer;
    private long _asked;

    /// <param name="limit">Requests in a window.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="time">Clock and timer.</param>
    /// <param name="reserved">How many of them only exits may use.</param>
    public RateBudget(int limit, TimeSpan window, TimeProvider time, int reserved = 0)
    {
        _limit = limit;
        _window = window;
        _time = time;
        _reserved = reserved;
        _timer = time.CreateTimer(static budget => ((RateBudget)budget!).Pass(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for its turn.</summary>
    /// <param name="priority">Who goes first.</param>
    /// <param name="longest">Longest wait; <see langword="null"/> is as long as it takes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the request may be sent; <see langword="false"/> after the longest wait.</returns>
    public async ValueTask<bool> EnterAsync(RequestPriority priority, TimeSpan? longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter();
        lock (_gate)
            _waiting.Enqueue(waiter, (priority, _asked++));
        Pass();
        if (waiter.Task.IsCompletedSuccessfully)
            return true;
        using var timeout = longest is { } most ? new CancellationTokenSource(most, _time) : null;
        await using var onTimeout = timeout?.Token.Register(() => waiter.TrySetResult(false)) ?? default;
        await using var onCancel = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Counts the window as used up: the venue said that there were too many requests.</summary>
    public void UseUp()
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            for (var i = 0; i < _limit; i++)
                _passed.Enqueue(now);
            while (_passed.Count > _limit)
                _passed.Dequeue();
        }
    }

    /// <summary>Who still waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var waiter, out _))
                waiter.TrySetException(new ObjectDisposedException(nameof(RateBudget)));
        }
    }

    private void Pass()
    {
        lock (_gate)
        {
            while (_passed.TryPeek(out var oldest) && _time.GetElapsedTime(oldest) >= _window)
                _passed.Dequeue();
            while (_waiting.TryPeek(out var waiter, out var place))
            {
                if (waiter.Task.IsCompleted)
                {
                    _waiting.Dequeue();
                    continue;
                }

                if (_passed.Count >= _limit - (place.Item1 == RequestPriority.Exit ? 0 : _reserved))
                {
                    var rest = _window - _time.GetElapsedTime(_passed.Peek());
                    _timer.Change(rest < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : rest, Timeout.InfiniteTimeSpan);
                    return;
                }

                _waiting.Dequeue();
                // Only who is still waiting uses the budget.
                if (waiter.TrySetResult(true))
                    _passed.Enqueue(_time.GetTimestamp());
            }
        }
    }

    private sealed class Waiter() : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
}
