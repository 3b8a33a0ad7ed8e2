namespace PluginTrading.Cli.Commands;

/// <summary>The folders that <c>--plugins</c> names.</summary>
internal static class PluginFolder
{
    /// <summary>A sentence about each that is not there: a slip in a name must not silently leave plugins out.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<string> folders) =>
        folders.Where(folder => !Directory.Exists(folder)).Select(folder => $"--plugins: there is no folder '{folder}' (looked for {Path.GetFullPath(folder)}).");
}
