using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Components;

/// <summary>
/// What the loaded plugins provide, by the names that documents use: indicators and exchanges by their own name, the rest as <c>plugin-id/name</c>.
/// Sorted by name, so that whatever is derived from it does not depend on the order of loading.
/// </summary>
public sealed class ComponentCatalog
{
    /// <summary>Indicators by <c>condition_type</c>.</summary>
    public SortedDictionary<string, IIndicatorFactory> Indicators { get; } = new(StringComparer.Ordinal);

    /// <summary>Sections by <c>plugin-id/name</c>.</summary>
    public SortedDictionary<string, ISectionFactory> Sections { get; } = new(StringComparer.Ordinal);

    /// <summary>Strategies by <c>plugin-id/name</c>.</summary>
    public SortedDictionary<string, StrategyDefinition> Strategies { get; } = new(StringComparer.Ordinal);

    /// <summary>Slippage models by <c>plugin-id/name</c>.</summary>
    public SortedDictionary<string, ISlippageModelFactory> SlippageModels { get; } = new(StringComparer.Ordinal);

    /// <summary>Exchanges by <c>market.exchange</c>.</summary>
    public SortedDictionary<string, IExchangeFactory> Exchanges { get; } = new(StringComparer.Ordinal);

    /// <summary>Local exchanges by the name of the exchange.</summary>
    public SortedDictionary<string, IExchangeSandboxFactory> Sandboxes { get; } = new(StringComparer.Ordinal);
}
