using PluginTrading.Sdk.Plugins;

namespace TestPlugins.NextMajorPlugin;

/// <summary>Compiled against SDK 2.0.0, while its manifest claims to work with 1.0.</summary>
public sealed class NextMajorPlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
    }
}
