using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Reconciliation;

/// <summary>Asks the venue for everything that a comparison needs.</summary>
internal static class AccountReader
{
    /// <param name="account">The account.</param>
    /// <param name="instruments">The session's symbols.</param>
    /// <param name="since">How far back fills and funding are asked for.</param>
    /// <param name="version">How much had been heard of the account before the first question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ExchangeException">There was no clear answer to one of the questions.</exception>
    public static async Task<AccountSnapshot> ReadAsync(
        IExchangeAccount account, IReadOnlyList<Instrument> instruments, Timestamp since, long version, CancellationToken cancellationToken)
    {
        // Orders and positions before fills: a fill in between is then among the fills and explains what the positions do not show yet.
        var orders = await account.GetOpenOrdersAsync(cancellationToken).ConfigureAwait(false);
        var positions = await account.GetPositionsAsync(cancellationToken).ConfigureAwait(false);
        var fills = new List<FillReport>();
        var funding = new List<FundingReport>();
        foreach (var instrument in instruments)
        {
            fills.AddRange(await account.GetFillsAsync(instrument.Symbol, since, cancellationToken).ConfigureAwait(false));
            funding.AddRange(await account.GetFundingAsync(instrument.Symbol, since, cancellationToken).ConfigureAwait(false));
        }

        return new AccountSnapshot
        {
            Version = version,
            OpenOrders = orders,
            Positions = positions,
            Fills = fills,
            Funding = funding,
            Wallet = await account.GetWalletAsync(cancellationToken).ConfigureAwait(false),
        };
    }
}
