using PluginTrading.Engine.Effects;
using PluginTrading.Engine.Machine;

namespace PluginTrading.Engine.Tests.Machine;

/// <summary>The written table of states, row by row, and that there is nothing beside it.</summary>
public sealed class StateTableTests
{
    private static readonly (MachineState From, string Trigger, MachineState To)[] WrittenRows =
    [
        (MachineState.Inactive, nameof(Trigger.Activated), MachineState.Monitoring),
        (MachineState.Monitoring, nameof(Trigger.SignalAccepted), MachineState.SignalDetected),
        (MachineState.SignalDetected, nameof(Trigger.SignalCancelled), MachineState.SignalCancelled),
        (MachineState.SignalDetected, nameof(Trigger.EntryDecided), MachineState.EntryEvaluation),
        (MachineState.EntryEvaluation, nameof(Trigger.EntryDenied), MachineState.SignalCancelled),
        (MachineState.EntryEvaluation, nameof(Trigger.EntryFilled), MachineState.PositionActive),
        (MachineState.EntryEvaluation, nameof(Trigger.EntryEnded), MachineState.SignalCancelled),
        (MachineState.SignalCancelled, nameof(Trigger.CooldownPassed), MachineState.Monitoring),
        (MachineState.PositionActive, nameof(Trigger.EmergencyDecided), MachineState.EmergencyExit),
        (MachineState.PositionActive, nameof(Trigger.CloseDecided), MachineState.CloseOrderEvaluation),
        (MachineState.CloseOrderEvaluation, nameof(Trigger.ClosedWhole), MachineState.Exited),
        (MachineState.CloseOrderEvaluation, nameof(Trigger.EmergencyDecided), MachineState.EmergencyExit),
        (MachineState.CloseOrderEvaluation, nameof(Trigger.CloseEnded), MachineState.PositionActive),
        (MachineState.EmergencyExit, nameof(Trigger.ClosedWhole), MachineState.Exited),
        (MachineState.PositionActive, nameof(Trigger.PositionGone), MachineState.Exited),
        (MachineState.CloseOrderEvaluation, nameof(Trigger.PositionGone), MachineState.Exited),
        (MachineState.EmergencyExit, nameof(Trigger.PositionGone), MachineState.Exited),
        (MachineState.Exited, nameof(Trigger.CooldownPassed), MachineState.Monitoring),
    ];

    public static TheoryData<MachineState, string, MachineState> Rows => [.. WrittenRows];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_written_row_leads_where_it_says(MachineState from, string trigger, MachineState to) =>
        StateTable.Next(from, Enum.Parse<Trigger>(trigger)).ShouldBe(to);

    [Fact]
    public void No_other_transition_exists()
    {
        var written = WrittenRows.Select(r => (r.From, r.Trigger)).ToHashSet();
        foreach (var state in Enum.GetValues<MachineState>())
        {
            foreach (var trigger in Enum.GetValues<Trigger>())
            {
                if (!written.Contains((state, trigger.ToString())))
                    StateTable.Next(state, trigger).ShouldBeNull($"{state} on {trigger}");
            }
        }
    }
}
