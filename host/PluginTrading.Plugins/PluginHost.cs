using PluginTrading.Engine.Components;

namespace PluginTrading.Plugins;

/// <summary>
/// Loads the plugins of some folders. Each runs in a load context of its own in which only the SDK is shared with the host, so that plugins may
/// use different versions of one library. That isolates dependencies, not privileges: a plugin is trusted code.
/// </summary>
public static class PluginHost
{
    /// <summary>Loads every plugin that can be loaded; each other one gets a report that says why not.</summary>
    /// <param name="folders">Folders whose sub-folders are plugins; one that does not exist is empty. Of two plugins with one id or one indicator or exchange name the first counts.</param>
    /// <param name="isCollectible">Whether disposing the result can remove the code, for reloading while the process runs; such code runs about 1.5 times slower.</param>
    public static LoadedPlugins Load(IEnumerable<string> folders, bool isCollectible = false)
    {
        var components = new ComponentCatalog();
        var reports = new List<PluginReport>();
        var plugins = new List<LoadedPlugin>();
        foreach (var candidate in PluginCatalog.Scan(folders))
        {
            var problem = candidate.Problem;
            if (problem is null && LoadedPlugin.Load(candidate, isCollectible, out problem) is { } plugin)
                problem = Merge(plugin, components, plugins);
            reports.Add(candidate.Report(problem));
        }

        return new LoadedPlugins(components, reports, plugins);
    }

    private static PluginProblem? Merge(LoadedPlugin plugin, ComponentCatalog components, List<LoadedPlugin> plugins)
    {
        if (plugin.Registration.NameTakenIn(components) is { } name)
        {
            plugin.Dispose();
            return new(PluginStatus.NameTaken, $"The name '{name}' belongs to another plugin or to the host.");
        }

        plugin.Registration.MergeInto(components);
        plugins.Add(plugin);
        return null;
    }
}
