using PluginTrading.Engine.Components;

namespace PluginTrading.Plugins;

/// <summary>What came of loading: the components of the plugins that loaded, and a report on every folder that had a manifest.</summary>
public sealed class LoadedPlugins : IDisposable
{
    private readonly List<LoadedPlugin> _plugins;

    internal LoadedPlugins(ComponentCatalog components, IReadOnlyList<PluginReport> reports, List<LoadedPlugin> plugins)
    {
        Components = components;
        Reports = reports;
        _plugins = plugins;
    }

    public ComponentCatalog Components { get; }

    /// <summary>In the order in which the folders were searched.</summary>
    public IReadOnlyList<PluginReport> Reports { get; }

    /// <summary>Lets go of the plugins' code where it is collectible. Whatever still uses their components keeps working and keeps the code.</summary>
    public void Dispose()
    {
        foreach (var plugin in _plugins)
            plugin.Dispose();
        _plugins.Clear();
        Components.Indicators.Clear();
        Components.Sections.Clear();
        Components.Strategies.Clear();
        Components.SlippageModels.Clear();
        Components.Exchanges.Clear();
        Components.Sandboxes.Clear();
    }
}
