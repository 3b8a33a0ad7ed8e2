using PluginTrading.Engine.Effects;
using PluginTrading.Service.Sessions;
using PluginTrading.Service.Tests.Scripts;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>A session that is resumed with another strategy file than it began with, which has decided as before so far.</summary>
public sealed class ChangedStrategyTests
{
    [Fact]
    public async Task It_is_told_as_an_alert_of_the_session()
    {
        await using var rig = await CollectRig.StartAsync(1, 2, 10);
        var strategy = rig.Folder.File("strategy.json");
        File.Copy(Path.Combine(SampleStrategies.Folder, "pump_dump_detection.json"), strategy);
        var document = SessionRun.Document("paper", rig.MarketJson(), CollectRig.Market.Symbol, strategy);
        await SessionRun.PaperAsync(document, rig.Folder.File("home"), rig.Folder.File("paper"), () => PlayAsync(rig));
        SessionRun.Handled(rig.Folder.File("home")).ShouldNotBeEmpty();
        var folder = SessionFolder.All(rig.Folder.File("home")).Single();

        (await ResumedAsync(document, folder)).ShouldBeEmpty();
        await File.AppendAllTextAsync(strategy, "\n", TestContext.Current.CancellationToken);
        var told = await ResumedAsync(document, folder);

        var alert = told.ShouldHaveSingleItem();
        alert.Severity.ShouldBe(AlertSeverity.Warning);
        alert.Text.ShouldStartWith($"the strategy pump_dump_detection ({strategy}) or a script of it has changed since the session began at ");
    }

    private static async Task PlayAsync(CollectRig rig)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await rig.ConnectionsAsync() == 0)
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        await rig.PlayAsync();
    }

    private static async Task<List<Alert>> ResumedAsync(Documents.Sessions.SessionDocument document, SessionFolder folder)
    {
        var alerts = new Alerts();
        var services = new SessionServices { Time = TimeProvider.System, Sinks = [alerts] };
        var planner = new SessionPlanner(CollectRig.Plugins.Components, services, static _ => null);
        var plan = await planner.PlanAsync(document, TestContext.Current.CancellationToken);
        await using (var runner = new SessionLauncher(CollectRig.Plugins.Components, services, planner).Resume(plan, folder, 0))
        {
            runner.RequestStop(StopMode.Keep);
            await runner.RunAsync(TestContext.Current.CancellationToken);
        }

        await plan.Exchange!.DisposeAsync();
        return alerts.Changed;
    }

    private sealed class Alerts : ISessionSink
    {
        public List<Alert> Changed { get; } = [];

        public void Take(long sequence, IReadOnlyList<EngineEffect> effects) => Changed.AddRange(effects.OfType<Alert>().Where(a => a.Rule == "strategy_changed"));
    }
}
