using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Reconciliation;

namespace PluginTrading.Service.Sessions;

/// <summary>Starts sessions, and takes them up again from their journals.</summary>
/// <param name="catalog">Where indicators and exchanges come from.</param>
/// <param name="services">The host around the session.</param>
/// <param name="planner">What made the plans.</param>
public sealed class SessionLauncher(ComponentCatalog catalog, SessionServices services, SessionPlanner planner)
{
    /// <summary>Begins a new session in a new folder.</summary>
    /// <exception cref="SessionException">The account has less than the session's initial balance.</exception>
    /// <exception cref="ExchangeException">The account cannot be reached.</exception>
    /// <exception cref="JournalException">The journal could not be made.</exception>
    public async Task<SessionRunner> StartAsync(SessionPlan plan, SessionFolder folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        var outside = plan.Execution is null ? await OutsideBalanceAsync(plan, cancellationToken).ConfigureAwait(false) : 0;
        return new SessionRunner(plan, services, SessionStart.New(plan, catalog, folder, planner.Header(plan, folder.Key, outside)));
    }

    /// <summary>Takes a session up where its journal ends.</summary>
    /// <param name="plan">From <see cref="SessionPlanner.PlanAsync"/>, with the contract rules of the journal.</param>
    /// <param name="folder">The session's.</param>
    /// <param name="storedSequence">Last input whose effects the sinks have; later ones are told again.</param>
    /// <exception cref="JournalException">The journal is damaged, in use, or the present code decides otherwise than it says.</exception>
    public SessionRunner Resume(SessionPlan plan, SessionFolder folder, long storedSequence) =>
        new(plan, services, SessionStart.Resume(plan, catalog, folder, services, storedSequence));

    private static async Task<decimal> OutsideBalanceAsync(SessionPlan plan, CancellationToken cancellationToken)
    {
        var account = plan.Exchange!.OpenAccount(plan.Settings.Instruments, new AccountSink(static _ => { }));
        await using (account.ConfigureAwait(false))
        {
            var wallet = await account.GetWalletAsync(cancellationToken).ConfigureAwait(false);
            if (wallet.Available < plan.Settings.InitialBalance)
            {
                throw new SessionException(
                    plan.Document.Path,
                    FormattableString.Invariant($"its initial_balance is {plan.Settings.InitialBalance} {wallet.Currency}, the account has {wallet.Available} free; expected no more than that."));
            }

            return wallet.Balance - plan.Settings.InitialBalance;
        }
    }
}
