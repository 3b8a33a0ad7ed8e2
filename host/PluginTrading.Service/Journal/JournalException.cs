namespace PluginTrading.Service.Journal;

/// <summary>A journal is missing, damaged, locked or could not be written. The message names the file, the place and what was expected.</summary>
public sealed class JournalException(string path, string cause, Exception? inner = null) : Exception($"Journal '{path}': {cause}", inner)
{
    /// <summary>The journal's file.</summary>
    public string Path { get; } = path;
}
