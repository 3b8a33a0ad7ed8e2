using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Service.Backtest;

namespace PluginTrading.Service.Sessions;

/// <summary>Makes the exchange that a session document names.</summary>
internal static class SessionExchange
{
    /// <exception cref="SessionException">No plugin provides the exchange.</exception>
    /// <exception cref="ExchangeSettingsException">A setting of the exchange is wrong.</exception>
    public static IExchange Create(SessionDocument document, ComponentCatalog catalog, SessionServices services, Func<string, string?> secret)
    {
        var market = (ExchangeMarket)document.Market;
        if (!catalog.Exchanges.TryGetValue(market.Exchange, out var factory))
        {
            throw new SessionException(document.Path, $"no plugin provides the exchange '{market.Exchange}'; found: {(catalog.Exchanges.Count == 0 ? "none" : string.Join(", ", catalog.Exchanges.Keys))}. See plugintrading plugins list.");
        }

        if (document.SessionType == SessionType.Live && factory.Notice.Length > 0)
            services.Log(AlertSeverity.Info, factory.Notice);
        return factory.Create(new ExchangeContext
        {
            Settings = market.Settings,
            Secret = secret,
            Time = services.Time,
            Log = (level, text) => Log(level, text, services),
        });
    }

    private static void Log(ExchangeLogLevel level, string text, SessionServices services)
    {
        if (level == ExchangeLogLevel.Debug)
            services.Detail(text);
        else
            services.Log(level == ExchangeLogLevel.Warning ? AlertSeverity.Warning : AlertSeverity.Info, text);
    }
}
