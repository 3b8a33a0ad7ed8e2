namespace PluginTrading.Service.Backtest;

/// <summary>A session that is a valid document cannot be run. The message names the document and what was expected.</summary>
public sealed class SessionException(string path, string cause) : Exception($"{path}: {cause}")
{
    /// <summary>The session document.</summary>
    public string Path { get; } = path;
}
