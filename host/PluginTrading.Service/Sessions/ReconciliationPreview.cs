using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Service.Journal;
using PluginTrading.Service.Reconciliation;

namespace PluginTrading.Service.Sessions;

/// <summary>Compares a live session, as its journal has it, with its account at the venue, and does nothing about it.</summary>
public static class ReconciliationPreview
{
    /// <param name="plan">From <see cref="SessionPlanner.PlanAsync"/>.</param>
    /// <param name="catalog">Where indicators come from.</param>
    /// <param name="folder">The session's.</param>
    /// <param name="services">The host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each difference with what a running session would do about it.</returns>
    /// <exception cref="JournalException">The journal is damaged, or the present code decides otherwise than it says.</exception>
    /// <exception cref="ExchangeException">The account cannot be reached.</exception>
    public static async Task<IReadOnlyList<Difference>> CompareAsync(
        SessionPlan plan, ComponentCatalog catalog, SessionFolder folder, SessionServices services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(services);
        var start = SessionStart.Look(plan, catalog, folder);
        var exchangeAccount = plan.Exchange!.OpenAccount(plan.Settings.Instruments, new AccountSink(static _ => { }));
        await using (exchangeAccount.ConfigureAwait(false))
        {
            var account = new SessionAccount(plan, exchangeAccount, start.Core, start.OrderIdStem, start.OutsideBalance, services.Time, static _ => { }, static _ => { });
            await using (account.Desk.ConfigureAwait(false))
            {
                start.Restore(account);
                account.BeginAt(start.Since ?? start.Time);
                var snapshot = await AccountReader.ReadAsync(exchangeAccount, plan.Settings.Instruments, account.FillsSince(start.Time), 0, cancellationToken).ConfigureAwait(false);
                return account.Compare(snapshot, isCurrent: true);
            }
        }
    }
}
