namespace PluginTrading.Scripting;

/// <summary>How scripts are compiled and loaded.</summary>
public sealed record ScriptSettings
{
    /// <summary>Folder of the compiled scripts, made when needed; <see langword="null"/> compiles each time. What lies in it is run as code: keep it private to the user.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>
    /// Whether code that is no longer used is removed from the process, for scripts that are edited while it runs. Such code runs about 1.5 times slower.
    /// Otherwise it stays, and the same content is loaded once.
    /// </summary>
    public bool IsCollectible { get; init; }

    /// <summary>Whether to compile without optimization, for stepping through in a debugger.</summary>
    public bool IsDebug { get; init; }
}
