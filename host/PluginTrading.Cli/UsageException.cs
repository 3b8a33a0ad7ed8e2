namespace PluginTrading.Cli;

/// <summary>Arguments that cannot be understood, told in one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
