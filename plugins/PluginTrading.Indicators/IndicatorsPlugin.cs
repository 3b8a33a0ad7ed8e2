using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Indicators;

/// <summary>Registers the standard indicators.</summary>
public sealed class IndicatorsPlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
    }
}
