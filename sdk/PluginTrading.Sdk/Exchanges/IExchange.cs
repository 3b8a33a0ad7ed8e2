using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Exchanges;

/// <summary>One exchange: its contracts, its market data and, where there are keys, an account. Members may be called from any thread.</summary>
public interface IExchange : IAsyncDisposable
{
    /// <summary>Contract rules of the symbols, in their order, in base units.</summary>
    /// <exception cref="ExchangeException">A symbol does not exist there or may not be traded through the API, or the exchange cannot be reached.</exception>
    Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(IReadOnlyList<string> symbols, CancellationToken cancellationToken);

    /// <summary>
    /// Streams market data until cancelled: connects, subscribes, and connects again whenever the connection breaks or falls silent.
    /// The sink is told of each. Events of one symbol are in the venue's order; a <see cref="MarketEventKind.Funding"/> event comes at its time of payment.
    /// </summary>
    /// <param name="instruments">What to subscribe to; events carry the position in this list.</param>
    /// <param name="sink">Takes what comes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task RunMarketDataAsync(IReadOnlyList<Instrument> instruments, IMarketSink sink, CancellationToken cancellationToken);

    /// <summary>
    /// Trades of one symbol after <paramref name="from"/> and up to <paramref name="to"/>, oldest first: the venue's own where it still has them, else
    /// made from one-minute klines, four to a kline. What it does not have is missing.
    /// </summary>
    /// <exception cref="ExchangeException">The exchange refused or cannot be reached.</exception>
    Task<IReadOnlyList<MarketEvent>> GetTradesAsync(Instrument instrument, int symbolIndex, Timestamp from, Timestamp to, CancellationToken cancellationToken);

    /// <summary>Opens the account that the settings' keys belong to.</summary>
    /// <param name="instruments">What will be traded; the position in this list is the symbol's index.</param>
    /// <param name="sink">Takes what the venue says of orders, fills, positions and money, as pushes and as answers to orders.</param>
    /// <exception cref="ExchangeSettingsException">There are no keys.</exception>
    IExchangeAccount OpenAccount(IReadOnlyList<Instrument> instruments, IAccountSink sink);
}

/// <summary>Takes live market data. One caller at a time.</summary>
public interface IMarketSink
{
    /// <summary>Takes an event; waits while the reader is behind.</summary>
    ValueTask TakeAsync(MarketEvent e, CancellationToken cancellationToken);

    /// <summary>The stream is connected and subscribed; what happened before may be missing.</summary>
    ValueTask ConnectedAsync(CancellationToken cancellationToken);

    /// <summary>The stream broke or was silent for too long; it will be connected again.</summary>
    /// <param name="cause">For people.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask DisconnectedAsync(string cause, CancellationToken cancellationToken);
}
