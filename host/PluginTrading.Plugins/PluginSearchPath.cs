namespace PluginTrading.Plugins;

/// <summary>Where plugins are looked for.</summary>
public static class PluginSearchPath
{
    /// <summary>The folder's name beside the host and in a working directory.</summary>
    public const string FolderName = "plugins";

    /// <summary>
    /// <c>plugins</c> beside the host's executable (the first-party ones), then the given folders, or <c>plugins</c> in the working directory
    /// when none is given, then a session's own. Full paths, each once.
    /// </summary>
    /// <param name="given">What was asked for, relative to the working directory; may be empty.</param>
    /// <param name="ofSession">Full paths that a session names; may be empty.</param>
    public static IReadOnlyList<string> Folders(IReadOnlyList<string> given, IReadOnlyList<string> ofSession) =>
        [.. new[] { Path.Combine(AppContext.BaseDirectory, FolderName) }
            .Concat(given.Count > 0 ? given : [FolderName])
            .Concat(ofSession)
            .Select(Path.GetFullPath)
            .Distinct()];
}
