using System.Runtime.Versioning;

namespace PluginTrading.Cli.Tests;

/// <summary>
/// The real process of a live session kills itself (SIGKILL) at each labelled point around intent, submission, acknowledgement, fill, cancellation and
/// store, and is taken up again by another; the sandbox goes on. Afterwards nothing may be lost, doubled or orphaned, at the venue or in the store.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class KillPointTests
{
    /// <summary>Round trips after which a point counts as never reached.</summary>
    private const int MostTrades = 20;

    private static readonly Dictionary<string, string[]> Points = new(StringComparer.Ordinal)
    {
        ["decision"] = ["before_sync", "after_sync", "after_publish", "before_carry SubmitOrder", "before_carry CancelOrder", "after_carry"],
        ["request"] = ["before_submit", "after_submit", "before_cancel", "after_cancel"],
        ["acknowledgement"] = ["before_journal OrderOpened", "after_journal OrderOpened", "after_handle OrderOpened"],
        ["fill"] = ["before_journal OrderFilled", "after_journal OrderFilled", "after_handle OrderFilled"],
        ["cancellation"] = ["before_journal OrderCancelled", "after_journal OrderCancelled", "after_handle OrderCancelled"],
        ["no answer"] = ["before_journal OrderUnknown", "after_journal OrderUnknown", "after_handle OrderUnknown", "before_ask", "after_ask"],
        ["comparison and store"] = ["before_reconcile", "after_reconcile", "before_store", "after_store"],
    };

    public static TheoryData<string> Stages => [.. Points.Keys];

    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("PLUGINTRADING_KILL_SEEDS"), out var seeds) ? seeds : 1;

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Process_that_is_killed_at_a_point_and_taken_up_again_has_lost_doubled_and_orphaned_nothing(string stage)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGKILL is of Linux.");
        // A run waits much of its time, so several go beside each other.
        var runs = Points[stage].SelectMany(point => Enumerable.Range(1, Seeds).Select(seed => (point, seed)));
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (run, _) => await NamedAsync(run.point, run.seed));
    }

    private static async Task NamedAsync(string point, int seed)
    {
        try
        {
            await RunAsync(point, seed);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"killed at {point}, seed {seed}: {exception.Message}", exception);
        }
    }

    private static async Task RunAsync(string point, int seed)
    {
        // Unclear answers, partial fills and an entry that is still at work when its exit is decided bring the run past every point.
        await using var rig = await KillRig.StartAsync("timeout_before_accept ms=30", "timeout_after_accept ms=30", "lose_pushes count=12", $"partial_fills parts={8 + (seed % 3)} count=100");
        rig.Run($"{point}#{Occurrence(point, seed)}");
        for (var wanted = 1; !rig.HasEnded; wanted++)
        {
            await rig.TradeUntilAsync(() => rig.HasEnded || rig.Trades >= wanted);
            wanted.ShouldBeLessThan(MostTrades, $"{point} was never reached");

            // Whether an entry is cancelled or filled before is a race: the run goes on until it has gone both ways.
            rig.Sandbox.Inject($"partial_fills parts={10 + wanted} count=100");
            if (wanted > 2)
                rig.Sandbox.Inject("timeout_after_accept ms=30");
        }

        rig.WaitForEnd().ShouldBe(128 + 9);
        var before = rig.Trades;
        rig.Run(null);
        await rig.TradeUntilAsync(() => rig.Trades > before);
        await rig.StopAsync();
        await rig.CheckAsync();
    }

    /// <summary>Which time of reaching the point is the last: the first for those that a run reaches once, another for each seed otherwise.</summary>
    private static int Occurrence(string point, int seed) =>
        point.EndsWith("Unknown", StringComparison.Ordinal) || point.Contains("ancel", StringComparison.Ordinal) || point.EndsWith("ask", StringComparison.Ordinal) ? 1 : 1 + ((seed - 1) % 6);
}
