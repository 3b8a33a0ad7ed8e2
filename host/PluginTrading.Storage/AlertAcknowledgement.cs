namespace PluginTrading.Storage;

/// <summary>What came of acknowledging an alert.</summary>
public enum AlertAcknowledgement
{
    /// <summary>It is acknowledged now.</summary>
    Done,

    /// <summary>Somebody had acknowledged it before.</summary>
    WasDone,

    /// <summary>The store has no such alert.</summary>
    NoSuchAlert,
}
