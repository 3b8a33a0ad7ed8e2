using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Sessions;

namespace PluginTrading.Service.Collect;

/// <summary>All that a collect session needs to run: its document, its exchange and the contracts there.</summary>
public sealed record CollectPlan
{
    private CollectPlan()
    {
    }

    /// <summary>The session's key; the data set names it as its source.</summary>
    public required string Key { get; init; }

    public required SessionDocument Document { get; init; }

    /// <summary>Name of the exchange.</summary>
    public required string ExchangeName { get; init; }

    /// <summary>Where market data come from; disposed by the caller.</summary>
    public required IExchange Exchange { get; init; }

    /// <summary>Contract rules of the document's symbols, in their order.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Absolute path of the data set that is written.</summary>
    public required string Folder { get; init; }

    /// <summary>What the data set's manifest names.</summary>
    public string Source => $"collected from {ExchangeName}, session {Key}";

    /// <summary>Makes a collect session ready to run: opens its exchange and learns the contract rules of its symbols.</summary>
    /// <param name="document">The session.</param>
    /// <param name="catalog">Where exchanges come from.</param>
    /// <param name="services">The host around the session.</param>
    /// <param name="secret">Value of a secret by the name of its environment variable.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="SessionException">It is no collect session, names no data set, or an exchange that no plugin provides.</exception>
    /// <exception cref="ExchangeSettingsException">A setting of the exchange is wrong.</exception>
    /// <exception cref="ExchangeException">The exchange cannot be reached or does not have a symbol.</exception>
    public static async Task<CollectPlan> CreateAsync(
        SessionDocument document, ComponentCatalog catalog, SessionServices services, Func<string, string?> secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document is not { SessionType: SessionType.Collect, Market: ExchangeMarket market })
            throw new SessionException(document.Path, $"its session_type is '{document.SessionType.ToString().ToLowerInvariant()}'; expected 'collect'.");
        if (market.RecordingFolder is not { } folder)
            throw new SessionException(document.Path, "'market.dataset' is missing; expected the folder of the data set that the session writes.");
        var exchange = SessionExchange.Create(document, catalog, services, secret);
        try
        {
            return new CollectPlan
            {
                Key = SessionFolder.NewKey(),
                Document = document,
                ExchangeName = market.Exchange,
                Exchange = exchange,
                Instruments = await exchange.GetInstrumentsAsync(document.Symbols, cancellationToken).ConfigureAwait(false),
                Folder = folder,
            };
        }
        catch
        {
            await exchange.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
