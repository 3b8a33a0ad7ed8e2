using System.Globalization;
using System.Text.Json;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>Hours of market time through the sandbox at high speed, with connections that drop and orders that fill in parts. A whole day when <c>PLUGINTRADING_LONG_TESTS</c> is set.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    /// <summary>What a longer run may hold beyond a shorter one: the venue's own orders and klines, and the some 4 MB of pools that a reconnection leaves for a while.</summary>
    private const long HeapGrowthBytes = 5 << 20;

    /// <summary>An order takes some 10 ms from decision to fill: 3 s of market time, a tenth of the strategies' shortest limit.</summary>
    private static double Speed => double.TryParse(Environment.GetEnvironmentVariable("PLUGINTRADING_SOAK_SPEED"), CultureInfo.InvariantCulture, out var speed) ? speed : 300;

    /// <summary>In the long form further apart than the half minute of life after which a connection counts as good and the pauses before the next begin anew.</summary>
    private static int Drops => IsLong ? 6 : 3;

    private static bool IsLong => Environment.GetEnvironmentVariable("PLUGINTRADING_LONG_TESTS") is { Length: > 0 };

    [Fact]
    public async Task Day_of_market_time_leaves_orders_position_money_and_replay_right_and_memory_flat()
    {
        var hours = IsLong ? 24 : 2;
        await using var run = new SoakRun(hours, Speed, ["partial_fills parts=3 count=100000", .. Enumerable.Range(1, Drops).Select(i => Drop(i * hours / (Drops + 0.5)))]);
        await run.RunAsync();
        output.WriteLine(run.Report());

        run.End.IsStopped.ShouldBeTrue();
        run.End.Events.ShouldBeGreaterThan(hours * 4000);
        run.Reconnects.ShouldBeGreaterThanOrEqualTo(IsLong ? 3 : 2);
        run.Trades.Values.Sum().ShouldBeGreaterThanOrEqualTo(IsLong ? 20 : 1);
        run.PartialFills.ShouldBeGreaterThanOrEqualTo(IsLong ? 50 : 6);
        run.Alerts.Select(a => a.Rule).ShouldNotContain(rule => rule.EndsWith("_outside") || rule.StartsWith("orphan") || rule.StartsWith("foreign"));
        CheckVenue(run, await run.StateAsync());
        (SoakRun.InitialBalance + run.Booked + run.Funding).ShouldBe(run.End.Balance, 1e-15m, "averages of partial fills are rounded at the 28th digit");
        run.FillsAreUnique.ShouldBeTrue();
        var replay = run.Replay();
        replay.Difference.ShouldBeNull();
        replay.Inputs.ShouldBe(run.End.Inputs);
        output.WriteLine($"replay            {replay.Decisions} decisions equal, sha256:{replay.Hash}");
        CheckMemory(run.Heap);
    }

    private static string Drop(double hours) => string.Create(CultureInfo.InvariantCulture, $"drop_socket at={hours * 3600:0}");

    /// <summary>The venue's orders are the intents, each once and filled alike; nothing is open; its money is ours.</summary>
    private static void CheckVenue(SoakRun run, JsonElement state)
    {
        var intents = run.Intents();
        intents.ShouldBeUnique();
        var venue = state.GetProperty("orders").EnumerateArray().ToDictionary(o => o.GetProperty("externalOid").GetString()!);
        venue.Keys.ShouldBeSubsetOf(intents);
        run.Orders.Keys.ShouldBe(intents, ignoreOrder: true);
        foreach (var order in run.Orders.Values)
        {
            order.IsClosed.ShouldBeTrue(order.ToString());
            if (venue.TryGetValue(order.OrderId, out var there))
                (Number(there, "dealVol") * SoakRun.Instrument.ContractSize).ShouldBe(order.FilledQuantity, order.OrderId);
            else
                order.Status.ShouldBe(OrderStatus.Rejected, $"{order.OrderId} is not at the venue");
        }

        state.GetProperty("positions").EnumerateArray().Sum(p => Number(p, "holdVol")).ShouldBe(0);
        Number(state, "wallet").ShouldBe(run.End.Balance + SoakRun.OutsideBalance, 0.000001m);
    }

    /// <summary>The second half of the run holds no more than the first, whose beginning does not count: windows fill, code is compiled.</summary>
    private static void CheckMemory(IReadOnlyList<long> heap)
    {
        var warm = heap.Skip(heap.Count / 6).ToList();
        warm.Count.ShouldBeGreaterThan(10);
        var (first, second) = (Median(warm.Take(warm.Count / 2)), Median(warm.Skip(warm.Count / 2)));
        second.ShouldBeLessThan(first + HeapGrowthBytes, string.Join(" ", heap));
    }

    private static long Median(IEnumerable<long> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.String
        ? decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture)
        : element.GetProperty(name).GetDecimal();
}
