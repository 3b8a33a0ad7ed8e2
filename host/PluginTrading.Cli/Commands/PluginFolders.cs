using PluginTrading.Plugins;

namespace PluginTrading.Cli.Commands;

/// <summary>The folders that <c>--plugins</c> names.</summary>
internal static class PluginFolders
{
    /// <summary>A sentence about each that is not there: a slip in a name must not silently leave plugins out.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<string> folders) =>
        folders.Where(folder => !Directory.Exists(folder)).Select(folder => $"--plugins: there is no folder '{folder}' (looked for {Path.GetFullPath(folder)}).");

    /// <summary>Loads the plugins in them, or in <c>./plugins</c> when none is named, and those that come with the host.</summary>
    /// <exception cref="DirectoryNotFoundException">A folder that is named is not there.</exception>
    public static LoadedPlugins Load(IReadOnlyList<string> folders)
    {
        var missing = Missing(folders).ToList();
        return missing.Count == 0 ? PluginHost.Load(PluginSearchPath.Folders(folders, [])) : throw new DirectoryNotFoundException(string.Join('\n', missing));
    }
}
