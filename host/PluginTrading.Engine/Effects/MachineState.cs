namespace PluginTrading.Engine.Effects;

/// <summary>Where one strategy's state machine is on one symbol.</summary>
public enum MachineState
{
    Inactive,
    Monitoring,
    SignalDetected,
    EntryEvaluation,
    SignalCancelled,
    PositionActive,
    CloseOrderEvaluation,
    EmergencyExit,
    Exited,
}

/// <summary>The five sections of a strategy.</summary>
public enum SectionKind
{
    /// <summary>Signal detection.</summary>
    S1,

    /// <summary>Signal cancellation.</summary>
    O1,

    /// <summary>Entry conditions.</summary>
    Z1,

    /// <summary>Close order detection.</summary>
    ZE1,

    /// <summary>Emergency exit.</summary>
    E1,
}

/// <summary>What a signal asks for: BUY opens and SELL closes a long, SHORT opens and COVER closes a short.</summary>
public enum SignalAction
{
    Buy,
    Sell,
    Short,
    Cover,
    Hold,
}

/// <summary>What became of a signal.</summary>
public enum SignalStatus
{
    Pending,
    Executed,
    Cancelled,
    Rejected,
}
