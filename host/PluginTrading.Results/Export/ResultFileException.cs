namespace PluginTrading.Results.Export;

/// <summary>A result file could not be written. The message names the place and the cause; nothing half-written is left there.</summary>
public sealed class ResultFileException(string path, string cause, Exception? inner = null)
    : Exception($"Cannot write results to '{path}': {cause}", inner)
{
    /// <summary>The file or directory.</summary>
    public string Path { get; } = path;
}
