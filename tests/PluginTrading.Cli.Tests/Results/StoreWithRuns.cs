using PluginTrading.Engine.Effects;
using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Storage;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests.Results;

/// <summary>A store of a test's own with two runs: one of two strategies, one of the first of them alone on other data.</summary>
public sealed class StoreWithRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoreWithRuns()
    {
        using var store = ResultStore.Open(File, TimeProvider.System);
        var both = new SampleRun();
        Add(store, SampleRun.Description, both.Effects, both.End);
        Add(
            store,
            SampleRun.Description with { StrategyNames = ["[alone]"], Data = new DataProvenance { Name = "data/other", Digest = "sha256:00" } },
            [Point(0, 1000m), new TradingHalted(new Timestamp(1), "max_drawdown_pct", 10m, 20m), Point(2 * Timestamp.PerDay, 800m)],
            new RunEnd { Events = 5, FirstTime = new Timestamp(0), LastTime = new Timestamp(2 * Timestamp.PerDay), IsComplete = false });
    }

    public string File => _folder.File("store.db");

    public string NoFile => _folder.File("none.db");

    public void Dispose() => _folder.Dispose();

    private static void Add(ResultStore store, RunDescription description, IEnumerable<EngineEffect> effects, RunEnd end)
    {
        var tracker = new PerformanceTracker(description);
        using var recording = store.BeginRun();
        foreach (var effect in effects)
        {
            tracker.Take(effect);
            recording.Take(effect);
        }

        recording.Complete(tracker.Result(end));
    }

    private static EquityPoint Point(long time, decimal equity) =>
        new() { Time = new Timestamp(time), Balance = equity, Equity = equity, DrawdownPct = 0m, StrategyEquity = [equity] };
}
