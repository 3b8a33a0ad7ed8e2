using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>Registers the local exchange that speaks MEXC's contract protocol.</summary>
public sealed class MexcSandboxPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddSandbox(new MexcSandboxFactory());
}
