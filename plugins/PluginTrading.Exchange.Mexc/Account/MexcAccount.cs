using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Exchange.Mexc.Account;

/// <summary>A futures account at MEXC, isolated margin.</summary>
internal sealed class MexcAccount : IExchangeAccount
{
    private static readonly TimeSpan ClockPeriod = TimeSpan.FromMinutes(1);

    private readonly AccountContext _account;
    private readonly PendingRequests _pending = new();
    private readonly OrderSender _sender;
    private readonly OrderCanceller _canceller;
    private readonly AccountQueries _queries;

    public MexcAccount(AccountContext account)
    {
        _account = account;
        if (account.Settings.PositionMode != PositionMode.Account)
            account.PositionMode = account.Settings.PositionMode;
        _sender = new OrderSender(account, _pending);
        _canceller = new OrderCanceller(account, _pending);
        _queries = new AccountQueries(account);
    }

    internal AccountContext Context => _account;

    public string AccountId => _account.Keys.AccountId;

    public Task PrepareAsync(IReadOnlyList<int> leverage, CancellationToken cancellationToken) =>
        new AccountPreparation(_account, _queries).PrepareAsync(leverage, cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = new StreamLoop("account", _account.Settings, _account.Sockets, _account.Exchange, _account.Randomizer).RunAsync(new PrivateStream(_account), either.Token);
        var clock = KeepClockAsync(either.Token);
        var first = await Task.WhenAny(stream, clock).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(stream, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    public ValueTask SubmitAsync(ApprovedOrder order, CancellationToken cancellationToken) => _sender.SubmitAsync(order, cancellationToken);

    public ValueTask CancelAsync(string symbol, string clientOrderId, CancellationToken cancellationToken) =>
        _canceller.CancelAsync(symbol, clientOrderId, cancellationToken);

    public Task<OrderReport?> FindOrderAsync(string symbol, string clientOrderId, CancellationToken cancellationToken) =>
        _queries.FindOrderAsync(symbol, clientOrderId, cancellationToken);

    public Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken) => _queries.GetOpenOrdersAsync(cancellationToken);

    public Task<IReadOnlyList<FillReport>> GetFillsAsync(string symbol, Timestamp since, CancellationToken cancellationToken) =>
        _queries.GetFillsAsync(symbol, since, cancellationToken);

    public Task<IReadOnlyList<FillReport>> GetFillsOfAsync(OrderReport order, CancellationToken cancellationToken) => _queries.GetFillsOfAsync(order, cancellationToken);

    public Task<IReadOnlyList<PositionReport>> GetPositionsAsync(CancellationToken cancellationToken) => _queries.GetPositionsAsync(cancellationToken);

    public Task<IReadOnlyList<FundingReport>> GetFundingAsync(string symbol, Timestamp since, CancellationToken cancellationToken) =>
        _queries.GetFundingAsync(symbol, since, cancellationToken);

    public Task<WalletReport> GetWalletAsync(CancellationToken cancellationToken) => _queries.GetWalletAsync(cancellationToken);

    /// <summary>Waits for requests that are on their way: each ends within its time limit.</summary>
    public async ValueTask DisposeAsync() => await _pending.DrainAsync().ConfigureAwait(false);

    public override string ToString() => _account.ToString();

    private async Task KeepClockAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ClockPeriod, _account.Exchange.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            await _account.Rest.SyncClockAsync(cancellationToken).ConfigureAwait(false);
    }
}
