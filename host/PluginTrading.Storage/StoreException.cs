namespace PluginTrading.Storage;

/// <summary>A store could not be opened, read or written. The message names the file, the cause and what to do.</summary>
public sealed class StoreException(string path, string cause, Exception? inner = null)
    : Exception($"Store '{path}': {cause}", inner)
{
    /// <summary>The store's file.</summary>
    public string Path { get; } = path;
}
