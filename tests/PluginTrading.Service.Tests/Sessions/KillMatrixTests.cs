using System.Collections.Concurrent;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>
/// The session is killed at each labelled point around intent, submission, acknowledgement, fill, cancellation and journal, and taken up again; the
/// sandbox goes on. Afterwards nothing may be lost, doubled or orphaned.
/// </summary>
public sealed class KillMatrixTests
{
    /// <summary>Points that a run of some round trips reaches, in whatever order.</summary>
    public static TheoryData<string> Points =>
    [
        "before_journal OrderOpened", "after_journal OrderOpened", "after_handle OrderOpened",
        "before_journal OrderFilled", "after_journal OrderFilled", "after_handle OrderFilled",
        "before_journal OrderUnknown", "after_journal OrderUnknown", "after_handle OrderUnknown",
        "before_journal OrderCancelled", "after_journal OrderCancelled", "after_handle OrderCancelled",
        "before_sync", "after_sync", "after_publish", "before_carry SubmitOrder", "before_carry CancelOrder", "after_carry",
        "before_submit", "after_submit", "before_cancel", "after_cancel", "before_ask", "after_ask", "before_reconcile", "after_reconcile",
    ];

    /// <summary>Round trips after which a point counts as never reached.</summary>
    private const int MostTrades = 20;

    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("PLUGINTRADING_KILL_SEEDS"), out var seeds) ? seeds : 1;

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Killed_at_a_point_and_taken_up_again_the_session_has_lost_doubled_and_orphaned_nothing(string point)
    {
        // A run waits most of its time, so several go beside each other.
        await Parallel.ForEachAsync(Enumerable.Range(1, Seeds), new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (seed, _) => await RunAsync(point, seed));
    }

    private static async Task RunAsync(string point, int seed)
    {
        // Unclear answers, partial fills and an entry that is still at work when its exit is decided bring the run past every point.
        await using var rig = await LiveRig.StartAsync("timeout_before_accept ms=30", "timeout_after_accept ms=30", "lose_pushes count=12", $"partial_fills parts={8 + (seed % 3)} count=100");
        var reached = new ConcurrentDictionary<string, int>();
        var kills = 0;
        var isKilling = false;
        rig.Reach = name =>
        {
            var count = reached.AddOrUpdate(name, 1, static (_, n) => n + 1);
            if (Volatile.Read(ref isKilling) || (name == point && kills < 2 && count >= Occurrence(point, seed)))
            {
                Volatile.Write(ref isKilling, true);
                throw new KilledException(name);
            }
        };
        await rig.RunAsync();
        var wanted = 2;
        while (rig.Trades < wanted)
        {
            try
            {
                await rig.TradeUntilAsync(rig.Onward, () => rig.Trades >= wanted);

                // Whether an entry is cancelled or filled before is a race: the run goes on until it has gone both ways.
                if (Volatile.Read(ref kills) == 0 && wanted < MostTrades)
                {
                    wanted++;
                    rig.Sandbox.Inject($"partial_fills parts={10 + wanted} count=100");
                }
            }
            catch (KilledException)
            {
                kills++;
                await rig.KillAsync();
                Volatile.Write(ref isKilling, false);
                await rig.RunAsync();
            }
        }

        point = "";
        while (true)
        {
            try
            {
                await Invariants.HoldAsync(rig);
                break;
            }
            catch (KilledException)
            {
                await rig.KillAsync();
                Volatile.Write(ref isKilling, false);
                await rig.RunAsync();
            }
        }

        kills.ShouldBeGreaterThan(0, $"never reached; reached: {string.Join(", ", reached.Keys.Order())}");
    }

    /// <summary>Which time of reaching the point is the last: the first for those that a run reaches once, another for each seed otherwise.</summary>
    private static int Occurrence(string point, int seed) => point.EndsWith("Unknown", StringComparison.Ordinal) || point.Contains("ancel", StringComparison.Ordinal) || point.EndsWith("ask", StringComparison.Ordinal) ? 1 : 1 + ((seed - 1) % 4);

    private sealed class KilledException(string point) : Exception($"killed at {point}");
}
