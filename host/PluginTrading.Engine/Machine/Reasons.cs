namespace PluginTrading.Engine.Machine;

/// <summary>Reasons as they are spelled in files, tables and messages.</summary>
public static class Reasons
{
    public const string Activated = "activated";
    public const string SignalDetected = "signal_detected";
    public const string EntryConditions = "entry_conditions";
    public const string EntryFilled = "entry_filled";
    public const string CooldownPassed = "cooldown_passed";

    public const string CancelConditions = "cancel_conditions";
    public const string SignalTimeout = "signal_timeout";
    public const string RiskRefused = "risk_refused";
    public const string EntryRejected = "entry_rejected";
    public const string EntryExpired = "entry_expired";

    public const string NoSlot = "no_slot";
    public const string SymbolLocked = "symbol_locked";
    public const string DirectionNotAllowed = "direction_not_allowed";

    public const string EntriesPaused = "entries_paused";
    public const string NotReconciled = "not_reconciled";
    public const string SymbolFrozen = "symbol_frozen";
    public const string DataStale = "data_stale";

    public const string CloseRejected = "close_rejected";
    public const string CloseCancelled = "close_cancelled";
    public const string CloseExpired = "close_expired";

    public const string CloseConditions = "close_conditions";
    public const string EmergencyExit = "emergency_exit";
    public const string StopLoss = "stop_loss";
    public const string TakeProfit = "take_profit";
    public const string MaxPositionAge = "max_position_age";
    public const string Liquidation = "liquidation";
    public const string ClosedAtExchange = "closed_at_exchange";
    public const string Manual = "manual";
    public const string EndOfData = "end_of_data";
}
