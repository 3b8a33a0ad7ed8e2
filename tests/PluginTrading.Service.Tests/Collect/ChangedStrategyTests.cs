using PluginTrading.Engine.Effects;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Scripts;
using PluginTrading.Storage;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>A session that is resumed with another strategy file than it began with, which has decided as before so far.</summary>
public sealed class ChangedStrategyTests
{
    [Fact]
    public async Task It_is_told_in_the_log_as_an_alert_and_in_the_audit_log()
    {
        await using var rig = await CollectRig.StartAsync(1, 2, 0);
        var strategy = rig.Folder.File("strategy.json");
        File.Copy(Path.Combine(SampleStrategies.Folder, "pump_dump_detection.json"), strategy);
        var document = SessionRun.Document("paper", rig.MarketJson(), CollectRig.Market.Symbol, strategy);
        await SessionRun.PaperAsync(document, rig.Folder.File("home"), rig.Folder.File("paper"), rig.PlayAsync);
        var folder = SessionFolder.All(rig.Folder.File("home")).Single();
        using var store = SessionStore.Open(StoreLocation.Resolve(rig.Folder.File("store.db"), static _ => null), TimeProvider.System, hasOutbox: false);

        (await ResumedAsync(rig, document, folder, store)).ShouldBeEmpty();
        await File.AppendAllTextAsync(strategy, "\n", TestContext.Current.CancellationToken);
        var told = await ResumedAsync(rig, document, folder, store);

        told.ShouldHaveSingleItem().ShouldStartWith($"Warning: the strategy pump_dump_detection ({strategy}) or a script of it has changed since the session began at ");
        var alert = store.Alerts().ShouldHaveSingleItem().Alert;
        (alert.Rule, alert.StrategyName, alert.Severity).ShouldBe(("strategy_changed", "pump_dump_detection", AlertSeverity.Warning));
        store.AuditLog().ShouldHaveSingleItem().Outcome.ShouldBe("strategy_changed");
    }

    private static async Task<List<string>> ResumedAsync(CollectRig rig, Documents.Sessions.SessionDocument document, SessionFolder folder, SessionStore store)
    {
        var told = new List<string>();
        var services = new SessionServices { Time = TimeProvider.System, Log = (severity, text) => told.Add($"{severity}: {text}") };
        var planner = new SessionPlanner(CollectRig.Plugins.Components, services, static _ => null);
        var plan = await planner.PlanAsync(document, TestContext.Current.CancellationToken);
        told.Clear();
        await using var stored = StoredSession.Open(store, plan, folder, TimeProvider.System, services.Log);
        await using var runner = new SessionLauncher(CollectRig.Plugins.Components, services, planner).Resume(plan, folder, 0);
        stored.Changed(runner.ChangedStrategies, "ann", runner.Time);
        await plan.Exchange!.DisposeAsync();
        return told;
    }
}
