using PluginTrading.Scripting;
using PluginTrading.Service.Scripts;

namespace PluginTrading.Cli.Commands;

/// <summary>Where this user's compiled scripts are kept.</summary>
internal static class ScriptFolder
{
    /// <summary>Below the user's own application data, because what lies there is run as code; <see langword="null"/> where a user has none, and nothing is kept then.</summary>
    public static string? Cache => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data
        ? Path.Combine(data, "plugintrading", "scripts")
        : null;

    /// <summary>Compiles the scripts that documents name.</summary>
    public static DocumentScripts Scripts() => new(new ScriptCompiler(new ScriptSettings { CacheFolder = Cache }));
}
