using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

/// <summary>Takes events only when the test lets it.</summary>
internal sealed class SlowSink : IMarketSink
{
    public TaskCompletionSource Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Cause { get; private set; }

    public async ValueTask TakeAsync(MarketEvent e, CancellationToken cancellationToken)
    {
        if (!Waiting.TrySetResult())
            Second.TrySetResult();
        await Go.Task;
    }

    public ValueTask ConnectedAsync(CancellationToken cancellationToken)
    {
        Connected.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisconnectedAsync(string cause, CancellationToken cancellationToken)
    {
        Cause = cause;
        return ValueTask.CompletedTask;
    }
}
