using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Sdk.Exchanges;

/// <summary>
/// An account at an exchange. As an <see cref="IOrderGateway"/> it sends each order at most once and reports what came of it to the sink: open, rejected
/// (only where the venue said so), or unknown when there was no clear answer. The host settles the unknown by asking; an adapter never sends again by itself.
/// Members may be called from any thread and beside each other; a request that hangs holds up no other.
/// </summary>
public interface IExchangeAccount : IOrderGateway, IAsyncDisposable
{
    /// <summary>Names the account without giving anything away, the same at every start; fills are unique within it.</summary>
    string AccountId { get; }

    /// <summary>Makes the account ready for orders: checks the keys, sets margin mode and leverage where that is possible.</summary>
    /// <param name="leverage">By position in the list of instruments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ExchangeException">The venue refused or cannot be reached.</exception>
    Task PrepareAsync(IReadOnlyList<int> leverage, CancellationToken cancellationToken);

    /// <summary>Keeps the private stream connected until cancelled and hands on what it says.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>The order of that client order id, or <see langword="null"/> when the venue says that there is none.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<OrderReport?> FindOrderAsync(string symbol, string clientOrderId, CancellationToken cancellationToken);

    /// <summary>Every order that works, ours or not, of any symbol.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken);

    /// <summary>Fills of a symbol from <paramref name="since"/> on, oldest first, whoever ordered them.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<IReadOnlyList<FillReport>> GetFillsAsync(string symbol, Timestamp since, CancellationToken cancellationToken);

    /// <summary>Fills of one order, oldest first.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<IReadOnlyList<FillReport>> GetFillsOfAsync(OrderReport order, CancellationToken cancellationToken);

    /// <summary>Every open position.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<IReadOnlyList<PositionReport>> GetPositionsAsync(CancellationToken cancellationToken);

    /// <summary>Funding paid or received on a symbol from <paramref name="since"/> on, oldest first.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<IReadOnlyList<FundingReport>> GetFundingAsync(string symbol, Timestamp since, CancellationToken cancellationToken);

    /// <summary>The account's money in the quote currency of its instruments.</summary>
    /// <exception cref="ExchangeException">There was no clear answer.</exception>
    Task<WalletReport> GetWalletAsync(CancellationToken cancellationToken);
}

/// <summary>Takes what a venue says of an account. May be called from any thread; returns at once.</summary>
public interface IAccountSink
{
    /// <summary>An order's state, in any order and any number of times.</summary>
    void Take(OrderReport order);

    /// <summary>A fill, in any order and any number of times.</summary>
    void Take(FillReport fill);

    /// <summary>A position's state; quantity 0 when it is closed.</summary>
    void Take(PositionReport position);

    /// <summary>The account's money.</summary>
    void Take(WalletReport wallet);

    /// <summary>The private stream is connected; what was said before may have been missed.</summary>
    void Connected();

    /// <summary>The private stream broke; it will be connected again.</summary>
    /// <param name="cause">For people.</param>
    void Disconnected(string cause);
}
