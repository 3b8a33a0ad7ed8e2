namespace PluginTrading.Storage;

/// <summary>Where a session is in its life.</summary>
public enum SessionStatus
{
    /// <summary>It handles events and may trade.</summary>
    Running,

    /// <summary>It handles events and enters nothing.</summary>
    Paused,

    /// <summary>It has ended.</summary>
    Stopped,

    /// <summary>It ended on a failure, which the row's reason tells.</summary>
    Error,
}
