using PluginTrading.Sdk.Orders;

namespace PluginTrading.Engine.Effects;

/// <summary>Spelling of enumerated values in files, tables and messages: upper case with underscores.</summary>
public static class Names
{
    public static string Of(MachineState state) => state switch
    {
        MachineState.Inactive => "INACTIVE",
        MachineState.Monitoring => "MONITORING",
        MachineState.SignalDetected => "SIGNAL_DETECTED",
        MachineState.EntryEvaluation => "ENTRY_EVALUATION",
        MachineState.SignalCancelled => "SIGNAL_CANCELLED",
        MachineState.PositionActive => "POSITION_ACTIVE",
        MachineState.CloseOrderEvaluation => "CLOSE_ORDER_EVALUATION",
        MachineState.EmergencyExit => "EMERGENCY_EXIT",
        MachineState.Exited => "EXITED",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "unknown state"),
    };

    public static string Of(OrderStatus status) =>
        status == OrderStatus.PartiallyFilled ? "PARTIALLY_FILLED" : status.ToString().ToUpperInvariant();

    public static string Of(SectionKind section) => section.ToString();

    /// <summary>For enumerations whose names are one word each.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();
}
