using PluginTrading.Service.Collect;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>A collect session at work.</summary>
internal sealed class RunningCollect : IProgress<CollectProgress>, IDisposable
{
    private readonly CollectPlan _plan;
    private readonly CollectSession _session;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<CollectEnd> _running;
    private readonly Lock _lock = new();
    private Func<CollectProgress, bool> _isSo = static _ => false;
    private TaskCompletionSource _reached = new();

    public RunningCollect(CollectPlan plan, CollectSession session)
    {
        _plan = plan;
        _session = session;
        _running = Task.Run(() => session.RunAsync(this, _stop.Token));
    }

    public string Key => _plan.Key;

    public async Task UntilAsync(Func<CollectProgress, bool> isSo, TimeSpan patience)
    {
        Task reached;
        lock (_lock)
        {
            _isSo = isSo;
            _reached = new TaskCompletionSource();
            reached = _reached.Task;
        }

        if (await Task.WhenAny(reached, _running).WaitAsync(patience) == _running)
            await _running;
    }

    public void Report(CollectProgress value)
    {
        lock (_lock)
        {
            if (_isSo(value))
                _reached.TrySetResult();
        }
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Ends it as a person does.</summary>
    public async Task<CollectEnd> StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            return await _running;
        }
        finally
        {
            _session.Dispose();
            await _plan.Exchange.DisposeAsync();
        }
    }

    /// <summary>Ends it as a killed process ends.</summary>
    public async Task KillAsync()
    {
        _session.Abandon();
        await _stop.CancelAsync();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _plan.Exchange.DisposeAsync();
    }
}
