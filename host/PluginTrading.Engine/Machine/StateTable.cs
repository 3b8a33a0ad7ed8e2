using PluginTrading.Engine.Effects;

namespace PluginTrading.Engine.Machine;

/// <summary>What moves a state machine.</summary>
internal enum Trigger
{
    /// <summary>The session started.</summary>
    Activated,

    /// <summary>S1 is true and a slot, the symbol and the direction are free.</summary>
    SignalAccepted,

    /// <summary>O1 is true or the signal timed out.</summary>
    SignalCancelled,

    /// <summary>Z1 is true.</summary>
    EntryDecided,

    /// <summary>The risk check denied the entry.</summary>
    EntryDenied,

    /// <summary>The entry order's first fill.</summary>
    EntryFilled,

    /// <summary>The entry order was rejected, cancelled or expired with nothing filled.</summary>
    EntryEnded,

    /// <summary>Take profit, ZE1 or age.</summary>
    CloseDecided,

    /// <summary>Stop loss or E1.</summary>
    EmergencyDecided,

    /// <summary>The close order was rejected, cancelled or expired with a position left.</summary>
    CloseEnded,

    /// <summary>Our close order made the position flat.</summary>
    ClosedWhole,

    /// <summary>The position is gone otherwise: liquidated, closed at the exchange, or closed at the end of the data.</summary>
    PositionGone,

    /// <summary>The cooldown has passed.</summary>
    CooldownPassed,
}

/// <summary>The state machine: one pure table. Whether a trigger holds is decided elsewhere; where it leads is decided here only.</summary>
internal static class StateTable
{
    /// <summary>The state that <paramref name="trigger"/> leads to from <paramref name="state"/>, or <see langword="null"/> when there is no such row.</summary>
    public static MachineState? Next(MachineState state, Trigger trigger) => (state, trigger) switch
    {
        (MachineState.Inactive, Trigger.Activated) => MachineState.Monitoring,
        (MachineState.Monitoring, Trigger.SignalAccepted) => MachineState.SignalDetected,
        (MachineState.SignalDetected, Trigger.SignalCancelled) => MachineState.SignalCancelled,
        (MachineState.SignalDetected, Trigger.EntryDecided) => MachineState.EntryEvaluation,
        (MachineState.EntryEvaluation, Trigger.EntryDenied) => MachineState.SignalCancelled,
        (MachineState.EntryEvaluation, Trigger.EntryFilled) => MachineState.PositionActive,
        (MachineState.EntryEvaluation, Trigger.EntryEnded) => MachineState.SignalCancelled,
        (MachineState.SignalCancelled, Trigger.CooldownPassed) => MachineState.Monitoring,
        (MachineState.PositionActive, Trigger.EmergencyDecided) => MachineState.EmergencyExit,
        (MachineState.PositionActive, Trigger.CloseDecided) => MachineState.CloseOrderEvaluation,
        (MachineState.PositionActive, Trigger.PositionGone) => MachineState.Exited,
        (MachineState.CloseOrderEvaluation, Trigger.ClosedWhole) => MachineState.Exited,
        (MachineState.CloseOrderEvaluation, Trigger.EmergencyDecided) => MachineState.EmergencyExit,
        (MachineState.CloseOrderEvaluation, Trigger.CloseEnded) => MachineState.PositionActive,
        (MachineState.CloseOrderEvaluation, Trigger.PositionGone) => MachineState.Exited,
        (MachineState.EmergencyExit, Trigger.ClosedWhole) => MachineState.Exited,
        (MachineState.EmergencyExit, Trigger.PositionGone) => MachineState.Exited,
        (MachineState.Exited, Trigger.CooldownPassed) => MachineState.Monitoring,
        _ => null,
    };
}
