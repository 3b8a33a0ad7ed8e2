using System.Collections.Concurrent;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Asks MEXC for the rules of contracts.</summary>
internal sealed class Contracts(MexcReads reads, MexcSettings settings)
{
    /// <summary>Above this the whole list, some 2 MB, costs less than single requests.</summary>
    private const int MostSingle = 10;

    private readonly ConcurrentDictionary<string, decimal> _sizes = new(StringComparer.Ordinal);

    /// <summary>Rules in the order of the symbols.</summary>
    /// <exception cref="ExchangeException">A symbol is unknown or may not be traded, or there was no clear answer.</exception>
    public async Task<IReadOnlyList<Instrument>> GetAsync(IReadOnlyList<string> symbols, CancellationToken cancellationToken)
    {
        var all = symbols.Count > MostSingle ? await AllAsync(cancellationToken).ConfigureAwait(false) : null;
        var instruments = new List<Instrument>();
        foreach (var symbol in symbols)
        {
            var contract = all is null ? await OneAsync(symbol, cancellationToken).ConfigureAwait(false)
                : all.TryGetValue(symbol, out var listed) ? listed
                : throw new ExchangeException($"MEXC {symbol}: there is no such contract", isTransient: false);
            instruments.Add(ClearAnswer.Read(symbol, () => ContractReader.Read(contract, settings)));
        }

        return instruments;
    }

    /// <summary>Base asset per contract of any symbol; remembered.</summary>
    /// <exception cref="ExchangeException">The symbol is unknown, or there was no clear answer.</exception>
    public async ValueTask<decimal> SizeOfAsync(string symbol, CancellationToken cancellationToken)
    {
        if (_sizes.TryGetValue(symbol, out var size))
            return size;
        var contract = await OneAsync(symbol, cancellationToken).ConfigureAwait(false);
        return _sizes[symbol] = ClearAnswer.Read(symbol, () => ContractReader.SizeOf(contract));
    }

    /// <summary>Remembers sizes that are known.</summary>
    public void Know(IEnumerable<Instrument> instruments)
    {
        foreach (var instrument in instruments)
            _sizes[instrument.Symbol] = instrument.ContractSize;
    }

    private async Task<Payload> OneAsync(string symbol, CancellationToken cancellationToken)
    {
        var reply = await reads.AskAsync(RestRequest.Public("detail", RateGroup.Detail, ("symbol", symbol)), cancellationToken).ConfigureAwait(false);
        if (reply.Kind == ReplyKind.Refused)
        {
            throw new ExchangeException(
                reply.Code == 1001 ? $"MEXC {symbol}: there is no such contract ({reply.Cause})" : $"MEXC {symbol}: {reply.Cause}", isTransient: false);
        }

        var found = reply.Data.IsArray ? reply.Data[0] : reply.Data;
        return ClearAnswer.Read(symbol, () => found["symbol"].Text()) == symbol
            ? found
            : throw new ExchangeException($"MEXC {symbol}: there is no such contract (MEXC answered with {found["symbol"].Text()})", isTransient: false);
    }

    private async Task<Dictionary<string, Payload>> AllAsync(CancellationToken cancellationToken)
    {
        var data = await reads.GetAsync(RestRequest.Public("detail", RateGroup.Detail), cancellationToken).ConfigureAwait(false);
        return ClearAnswer.Read("contract/detail", () => data.Items().ToDictionary(c => c["symbol"].Text(), StringComparer.Ordinal));
    }
}
