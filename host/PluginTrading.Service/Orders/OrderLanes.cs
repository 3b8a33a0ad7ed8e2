using System.Threading.Channels;

namespace PluginTrading.Service.Orders;

/// <summary>Work on orders, one at a time and in order for each symbol, beside each other for different symbols.</summary>
internal sealed class OrderLanes : IAsyncDisposable
{
    private readonly Channel<Func<CancellationToken, Task>>[] _lanes;
    private readonly Task[] _workers;
    private readonly Action<Exception> _onFault;
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="count">How many symbols there are.</param>
    /// <param name="onFault">Told of work that failed in a way it does not know; its lane goes on.</param>
    public OrderLanes(int count, Action<Exception> onFault)
    {
        _onFault = onFault;
        _lanes = [.. Enumerable.Range(0, count).Select(_ => Channel.CreateUnbounded<Func<CancellationToken, Task>>(new() { SingleReader = true }))];
        _workers = [.. _lanes.Select(lane => Task.Run(() => WorkAsync(lane.Reader)))];
    }

    /// <summary>Adds work behind what the symbol's lane has. The work reports its own faults.</summary>
    public void Add(int symbolIndex, Func<CancellationToken, Task> work) => _lanes[symbolIndex].Writer.TryWrite(work);

    /// <summary>Gives what is under way a moment to end, then cancels it.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            lane.Writer.TryComplete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_workers).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task WorkAsync(ChannelReader<Func<CancellationToken, Task>> lane)
    {
        await foreach (var work in lane.ReadAllAsync().ConfigureAwait(false))
        {
            if (_stopping.IsCancellationRequested)
                return;
            try
            {
                await work(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // The edge of an adapter: what it throws beside what it may ends the session loudly.
                _onFault(exception);
            }
        }
    }
}
