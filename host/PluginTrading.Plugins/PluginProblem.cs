namespace PluginTrading.Plugins;

/// <summary>Why a plugin is not loaded.</summary>
/// <param name="Status">Anything but <see cref="PluginStatus.Loaded"/>.</param>
/// <param name="Reason">What was found and what was expected.</param>
internal sealed record PluginProblem(PluginStatus Status, string Reason);
