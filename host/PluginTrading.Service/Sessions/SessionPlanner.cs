using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Reconciliation;

namespace PluginTrading.Service.Sessions;

/// <summary>Makes a paper or live session ready to run: opens its data or its exchange and learns the contract rules of its symbols.</summary>
/// <param name="catalog">Where indicators and exchanges come from.</param>
/// <param name="services">The host around the session.</param>
/// <param name="secret">Value of a secret by the name of its environment variable.</param>
public sealed class SessionPlanner(ComponentCatalog catalog, SessionServices services, Func<string, string?> secret)
{
    /// <exception cref="SessionException">It is not a paper or live session, or names an exchange that no plugin provides.</exception>
    /// <exception cref="Data.DataSetException">The data set is missing, damaged, or lacks a symbol.</exception>
    /// <exception cref="ExchangeSettingsException">A setting of the exchange is wrong.</exception>
    /// <exception cref="ExchangeException">The exchange cannot be reached or does not have a symbol.</exception>
    public async Task<SessionPlan> PlanAsync(SessionDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.SessionType is not (SessionType.Paper or SessionType.Live))
            throw new SessionException(document.Path, $"its session_type is '{document.SessionType.ToString().ToLowerInvariant()}'; expected 'paper' or 'live'.");
        if (document.Market is DatasetMarket)
            return Recorded(document);
        var exchange = SessionExchange.Create(document, catalog, services, secret);
        try
        {
            var settings = SessionMaterial.Settings(document, await exchange.GetInstrumentsAsync(document.Symbols, cancellationToken).ConfigureAwait(false));
            var isLive = document.SessionType == SessionType.Live;
            return new SessionPlan
            {
                Document = document,
                Settings = settings,
                Description = SessionMaterial.Describe(document, settings, null),
                Execution = isLive ? null : document.Execution,
                Supervision = document.Supervision,
                Exchange = exchange,
                AccountId = isLive ? await AccountIdAsync(exchange, settings).ConfigureAwait(false) : "",
            };
        }
        catch
        {
            await exchange.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A plan with the contract rules that the session began with, for replaying it: nothing is opened.</summary>
    public static SessionPlan Replay(SessionDocument document, JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(header);
        var settings = SessionMaterial.Settings(document, header.Instruments);
        return new SessionPlan
        {
            Document = document,
            Settings = settings,
            Description = SessionMaterial.Describe(document, settings, header.Data),
            Execution = document.SessionType == SessionType.Live ? null : document.Execution,
            AccountId = header.AccountId,
        };
    }

    /// <summary>What the session's journal begins with.</summary>
    public JournalHeader Header(SessionPlan plan, string key, decimal outsideBalance)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new JournalHeader
        {
            SessionKey = key,
            StartedAt = Timestamp.FromDateTimeOffset(services.Time.GetUtcNow()),
            Document = plan.Document.Text,
            Folder = plan.Document.Folder,
            DocumentPath = File.Exists(plan.Document.Path) ? plan.Document.Path : null,
            Instruments = plan.Settings.Instruments,
            OutsideBalance = outsideBalance,
            AccountId = plan.AccountId,
            Data = plan.Description.Data,
            StrategyDigests = StrategyDigests.Of(plan.Document),
        };
    }

    private static async Task<string> AccountIdAsync(IExchange exchange, SessionSettings settings)
    {
        var account = exchange.OpenAccount(settings.Instruments, new AccountSink(static _ => { }));
        await using (account.ConfigureAwait(false))
            return account.AccountId;
    }

    private static SessionPlan Recorded(SessionDocument document)
    {
        var plan = BacktestPlan.Create(document);
        return new SessionPlan { Document = document, Settings = plan.Settings, Description = plan.Description, Execution = document.Execution, Supervision = document.Supervision, Feed = plan.OpenFeed() };
    }
}
