using PluginTrading.Sdk.Plugins;

namespace TestPlugins.NextMinorPlugin;

/// <summary>Compiled against SDK 1.1.0, while its manifest claims to work with 1.0.</summary>
public sealed class NextMinorPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddNovelty("new");
}
