using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Collect;

/// <summary>Asks the exchange for trades that were missed.</summary>
internal sealed class TradeFetcher(IExchange exchange, IReadOnlyList<Instrument> instruments, Inbox inbox, Action<string> log)
{
    private const int Attempts = 3;

    /// <summary>Asked for again before the last known trade: others of its moment may be missing.</summary>
    private const long Overlap = Timestamp.PerSecond;

    /// <summary>Posts <see cref="TradesFetched"/> for each symbol.</summary>
    /// <param name="last">Time of each symbol's last trade; <see langword="null"/> where nothing was recorded, so nothing is missing.</param>
    /// <param name="cause">Why there was a break.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FetchAsync(IReadOnlyList<Timestamp?> last, string cause, CancellationToken cancellationToken)
    {
        for (var symbol = 0; symbol < instruments.Count; symbol++)
        {
            if (last[symbol] is { } after)
                inbox.Post(new TradesFetched(symbol, after, cause, await FetchAsync(symbol, after, cancellationToken).ConfigureAwait(false)));
        }
    }

    private async Task<IReadOnlyList<MarketEvent>?> FetchAsync(int symbol, Timestamp after, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await exchange.GetTradesAsync(instruments[symbol], symbol, after.Plus(-Overlap), new Timestamp(long.MaxValue), cancellationToken).ConfigureAwait(false);
            }
            catch (ExchangeException exception)
            {
                log($"trades of {instruments[symbol].Symbol} since {after} could not be fetched ({attempt} of {Attempts}): {exception.Message}");
                if (attempt == Attempts)
                    return null;
            }
        }
    }
}
