namespace PluginTrading.Sdk.MarketData;

/// <summary>A source of market events: a recorded data set or a live venue.</summary>
public interface IMarketDataFeed : IAsyncDisposable
{
    /// <summary>
    /// Fills <paramref name="buffer"/> from its start with the next events, in order of time, then the session's order of symbols,
    /// then kind, and returns how many; 0 means that no more will come. Waits only when there is none to return.
    /// </summary>
    /// <remarks>One caller at a time. Prices and quantities are finite and positive.</remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken);
}
