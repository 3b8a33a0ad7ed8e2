using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>
/// A session of round trips, ended by ZE1 and E1 in turn, through which faults strike at their moments; at the end the invariants hold. Two are enough unless a
/// moment passed unseen.
/// </summary>
internal sealed class FaultedRun(LiveRig rig, IReadOnlyList<(Moment Moment, ScriptedFault Fault)> faults)
{
    private readonly List<(Moment Moment, ScriptedFault Fault)> _waiting = [.. faults];
    private int _closed;
    private int _tradesAtFault;

    public static async Task RunAsync(params (Moment Moment, ScriptedFault Fault)[] faults)
    {
        await using var rig = await LiveRig.StartAsync();
        rig.AdapterSettings = """, "silent_after_seconds": 2, "ping_seconds": 1""";
        rig.Supervision = rig.Supervision with { StaleAfterSeconds = 1 };
        var run = new FaultedRun(rig, faults);
        await run.RunAsync();
    }

    private async Task RunAsync()
    {
        await rig.RunAsync();
        await rig.TradeUntilAsync(Price, () => _waiting.Count == 0 && rig.Trades >= 2 && rig.Trades > _tradesAtFault);
        await rig.TradeUntilAsync(() => { CloseForeign(); return 99; }, () => HasNoPositionAsync().GetAwaiter().GetResult());
        await rig.TradeUntilAsync(99, () => Frozen(AlertSeverity.Critical) == Frozen(AlertSeverity.Info));
        await Invariants.HoldAsync(rig);
        EntryGateCheck.Run(rig);
        CheckOutcome();
    }

    private double Price()
    {
        foreach (var (moment, fault) in _waiting.Where(w => IsNow(w.Moment)).ToList())
        {
            _waiting.Remove((moment, fault));
            _tradesAtFault = rig.Trades;
            rig.Sandbox.Inject(fault.Text);
        }

        CloseForeign();
        return rig.Onward();
    }

    private bool IsNow(Moment moment) => moment switch
    {
        Moment.Entry => rig.State == MachineState.SignalDetected,
        Moment.Close => rig.State == MachineState.PositionActive,
        _ => rig.State == MachineState.PositionActive && rig.Trades > 0,
    };

    /// <summary>Whoever opened the foreign position closes it again, once it is found and nothing of ours is open beside it.</summary>
    private void CloseForeign()
    {
        if (rig.State is MachineState.PositionActive or MachineState.EntryEvaluation or MachineState.CloseOrderEvaluation or MachineState.EmergencyExit)
            return;
        if (Frozen(AlertSeverity.Critical) <= _closed)
            return;
        _closed++;
        rig.Sandbox.Inject("close_outside");
    }

    private int Frozen(AlertSeverity severity) => rig.Effects.OfType<Alert>().Count(a => a.Rule == "symbol_frozen" && a.Severity == severity);

    private async Task<bool> HasNoPositionAsync() => (await rig.StateAsync()).GetProperty("positions").GetArrayLength() == 0;

    private void CheckOutcome()
    {
        var reasons = rig.Effects.OfType<Trade>().Select(t => t.ExitReason).ToList();
        var reach = faults.Max(f => f.Fault.Reach);
        if (reach == FaultReach.Orders)
            reasons.ShouldBe(Enumerable.Range(0, reasons.Count).Select(i => i % 2 == 0 ? "close_conditions" : "emergency_exit"));
        else if (reach == FaultReach.Market)
            reasons.ShouldBeSubsetOf(["close_conditions", "emergency_exit"]);
        else
            reasons.ShouldBeSubsetOf(["close_conditions", "emergency_exit", "liquidation", "closed_at_exchange"]);
        var orders = rig.Effects.OfType<Order>().GroupBy(o => o.OrderId).Select(g => g.ToList()).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ",
        [
            $"{string.Join(" + ", faults.Select(f => $"{f.Fault.Text} @ {f.Moment}"))}",
            $"trades {string.Join(", ", reasons)}",
            $"orders {orders.Count}",
            $"unknown {orders.Count(o => o.Exists(r => r.Status == OrderStatus.Unknown))}",
            $"rejected {orders.Count(o => o[^1].Status == OrderStatus.Rejected)}",
            $"cancelled {orders.Count(o => o[^1].Status is OrderStatus.Cancelled or OrderStatus.Expired)}",
            $"alerts {string.Join(", ", rig.Effects.OfType<Alert>().Select(a => a.Rule).Distinct().Order())}",
        ]));
    }
}
