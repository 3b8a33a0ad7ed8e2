using System.Reflection;
using System.Runtime.InteropServices;

namespace PluginTrading.Plugins;

/// <summary>Which assemblies a plugin gets from the host rather than from its own folder.</summary>
internal static class HostAssemblies
{
    private static readonly Dictionary<string, string> FrameworkPaths = FindFramework();

    /// <summary>The SDK, the only assembly whose types plugins share with the host.</summary>
    public static Assembly Sdk { get; } = typeof(Sdk.Plugins.IPlugin).Assembly;

    /// <summary>Path of an assembly of .NET itself, or <see langword="null"/> when there is none of that name.</summary>
    public static string? FrameworkPath(string simpleName) => FrameworkPaths.GetValueOrDefault(simpleName);

    /// <summary>
    /// Whatever the host can load lies in a list; the shared frameworks are what is in it from below <c>dotnet/shared</c>. The rest are the host's
    /// own libraries, which the runtime would hand to a plugin that lacks its own copy, whatever their version.
    /// </summary>
    private static Dictionary<string, string> FindFramework()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        var shared = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..")) + Path.DirectorySeparatorChar;
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.StartsWith(shared, StringComparison.Ordinal))
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
    }
}
