using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Exchange.Mexc;

/// <summary>Registers the exchange <c>mexc</c>.</summary>
public sealed class MexcPlugin : IPlugin
{
    public void Register(IPluginRegistry registry) => registry.AddExchange(new MexcExchangeFactory());
}
