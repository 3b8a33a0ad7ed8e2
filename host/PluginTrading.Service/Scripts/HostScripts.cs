using PluginTrading.Scripting;

namespace PluginTrading.Service.Scripts;

/// <summary>The script compiler as commands use it: compiled scripts are kept in the user's cache folder.</summary>
public static class HostScripts
{
    /// <summary>
    /// A compiler whose cache is <c>scripts</c> in <c>$PLUGINTRADING_HOME</c>, in <c>$XDG_CACHE_HOME/plugintrading</c> or in
    /// <c>~/.cache/plugintrading</c> (Windows: the local application data folder).
    /// </summary>
    /// <param name="environment">Value of an environment variable; <see langword="null"/> when it is not set.</param>
    public static DocumentScripts Create(Func<string, string?> environment) =>
        new(new ScriptCompiler(new ScriptSettings { CacheFolder = Path.Combine(CacheFolder(environment), "scripts") }));

    private static string CacheFolder(Func<string, string?> environment)
    {
        if (environment("PLUGINTRADING_HOME") is { Length: > 0 } home)
            return Path.GetFullPath(home);
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache))
            return Path.Combine(cache, "plugintrading");
        return OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "plugintrading")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "plugintrading");
    }
}
