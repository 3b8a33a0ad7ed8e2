using System.Globalization;
using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;
using PluginTrading.Service.Journal;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>What must hold once a session has come to rest, whatever went wrong before.</summary>
internal static class Invariants
{
    /// <summary>No signal, no entry, and an emergency for what is open: once it has arrived nothing new begins.</summary>
    private const int RestPrice = 99;

    /// <summary>Waits for the account to agree, then checks orders, fills, positions, money and replay.</summary>
    public static async Task HoldAsync(LiveRig rig)
    {
        await rig.TradeUntilAsync(RestPrice, () => Settled(rig) && Math.Abs(BalanceAsync(rig).GetAwaiter().GetResult() - Expected(rig)) < 0.001m && Settled(rig));
        await rig.KillAsync();
        var state = await rig.StateAsync();
        CheckOrders(rig, state);
        CheckPosition(rig, state);
        CheckLedger(rig);
        var replay = rig.Replay();
        replay.Difference.ShouldBeNull();
        replay.Decisions.ShouldBeGreaterThan(0);
    }

    /// <summary>Every order at the venue is an intent of the journal, none twice; every intent is at the venue or is known not to have arrived.</summary>
    private static void CheckOrders(LiveRig rig, JsonElement state)
    {
        var intents = Intents(rig);
        intents.ShouldBeUnique();
        var venue = state.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("externalOid").GetString()!).Where(id => id.StartsWith(rig.Folder.Key)).ToList();
        venue.ShouldBeUnique();
        venue.ShouldBeSubsetOf(intents);
        var last = rig.Effects.OfType<Order>().GroupBy(o => o.OrderId).ToDictionary(g => g.Key, g => g.Last());
        foreach (var intent in intents.Except(venue))
            last[intent].Status.ShouldBe(OrderStatus.Rejected, $"{intent} is not at the venue");
        last.Values.Where(o => o.OrderType != OrderType.Liquidation).ShouldAllBe(o => o.IsClosed);
        foreach (var order in state.GetProperty("orders").EnumerateArray().Where(o => venue.Contains(o.GetProperty("externalOid").GetString()!)))
        {
            var ours = last[order.GetProperty("externalOid").GetString()!];
            (Number(order, "dealVol") * LiveRig.Instrument.ContractSize).ShouldBe(ours.FilledQuantity, ours.OrderId);
        }
    }

    private static void CheckPosition(LiveRig rig, JsonElement state)
    {
        var venue = state.GetProperty("positions").EnumerateArray().Where(p => Number(p, "holdVol") > 0 && p.GetProperty("positionType").GetInt32() == 1).Sum(p => Number(p, "holdVol")) * LiveRig.Instrument.ContractSize;
        venue.ShouldBe(rig.Runner.Engine.PositionOn(0)?.Quantity ?? 0);
    }

    /// <summary>Σ of what was booked is the balance.</summary>
    private static void CheckLedger(LiveRig rig)
    {
        var booked = 1000m + rig.Effects.OfType<Fill>().Sum(f => f.RealizedPnl - f.Commission);
        var adjusted = rig.Effects.OfType<Alert>().Where(a => a.Rule == "balance_changed_outside").Sum(a => a.Value!.Value - a.Limit!.Value);
        if (!rig.Effects.OfType<Alert>().Any(a => a.Rule == "position_changed_outside"))
            (booked + adjusted).ShouldBe(rig.Runner.Engine.Balance, 1e-18m, "averages of partial fills are rounded at the 28th digit");
        rig.Effects.OfType<Fill>().Select(f => f.FillId).ShouldBeUnique();
    }

    private static List<string> Intents(LiveRig rig)
    {
        var intents = new List<string>();
        using var journal = JournalReader.Open(rig.Folder.Journal);
        while (journal.Read() is { } record)
        {
            if (record is JournalDecision { Decision: { Kind: "submit" } decision })
                intents.Add(JsonDocument.Parse(decision.Text).RootElement.GetProperty("ClientOrderId").GetString()!);
        }

        return intents;
    }

    private static bool Settled(LiveRig rig) =>
        rig.Runner.Engine.LastPriceOf(0) == RestPrice
        && rig.State is MachineState.Monitoring or MachineState.SignalDetected or MachineState.Exited or MachineState.SignalCancelled
        && rig.Effects.OfType<Order>().GroupBy(o => o.OrderId).All(g => g.Last().IsClosed);

    private static decimal Expected(LiveRig rig) => rig.Runner.Engine.Balance + 4000m;

    private static async Task<decimal> BalanceAsync(LiveRig rig) => Number(await rig.StateAsync(), "wallet");

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.String
        ? decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture)
        : element.GetProperty(name).GetDecimal();
}
