using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Sdk.Plugins;

/// <summary>
/// A plugin's entry point: the one public class with a parameterless constructor that its <c>plugin.json</c> names.
/// Runs in a load context of its own, where only this SDK is shared with the host.
/// </summary>
public interface IPlugin
{
    /// <summary>Called once after loading: add what the manifest's <c>provides</c> lists.</summary>
    void Register(IPluginRegistry registry);
}

/// <summary>Takes what a plugin provides.</summary>
public interface IPluginRegistry
{
    /// <summary>Adds an indicator.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    void AddIndicator(IIndicatorFactory factory);

    /// <summary>Adds a strategy section, named <c>plugin-id/name</c> in documents.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    void AddSection(ISectionFactory factory);

    /// <summary>Adds a whole strategy, named <c>plugin-id/name</c> in session documents.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    void AddStrategy(StrategyDefinition strategy);

    /// <summary>Adds a slippage model, named <c>plugin-id/name</c> in session documents.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    void AddSlippageModel(ISlippageModelFactory factory);

    /// <summary>Adds an exchange, named in <c>market.exchange</c> of session documents.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    void AddExchange(IExchangeFactory factory);

    /// <summary>Adds a local exchange, started by <c>plugintrading sandbox NAME</c>.</summary>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    void AddSandbox(IExchangeSandboxFactory factory);
}
