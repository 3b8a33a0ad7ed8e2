namespace PluginTrading.Storage;

/// <summary>A store could not be opened, read or written. The message names the store, the cause and what to do, and holds no secret.</summary>
public sealed class StoreException(string path, string cause, Exception? inner = null)
    : Exception($"Store '{path}': {cause}", inner)
{
    /// <summary>The store's file, or host, port and database.</summary>
    public string Path { get; } = path;

    /// <summary>What went wrong, without the store's name.</summary>
    public string Cause { get; } = cause;
}
