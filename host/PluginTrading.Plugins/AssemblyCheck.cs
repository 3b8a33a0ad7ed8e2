using System.Reflection;
using System.Runtime.Loader;

namespace PluginTrading.Plugins;

/// <summary>
/// Follows the references of a plugin's entry assembly through its folder before anything is loaded. A reference that the folder does not
/// satisfy is refused, since the runtime would otherwise hand out the host's copy, of whatever version that is.
/// </summary>
internal sealed class AssemblyCheck
{
    private const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly PluginCandidate _candidate;
    private readonly AssemblyDependencyResolver _resolver;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _warnings = [];

    private AssemblyCheck(PluginCandidate candidate)
    {
        _candidate = candidate;
        _resolver = new AssemblyDependencyResolver(candidate.AssemblyPath);
    }

    /// <summary>The candidate with the problem and warnings that were found.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static PluginCandidate Run(PluginCandidate candidate)
    {
        if (!File.Exists(candidate.AssemblyPath))
            return candidate with { Problem = new(PluginStatus.MissingAssembly, $"The folder has no file '{candidate.Manifest!.Assembly}'.") };
        try
        {
            // Reads the deps.json, when there is one.
            var check = new AssemblyCheck(candidate);
            var problem = check.CheckEntry();
            return candidate with { Problem = problem, Warnings = check._warnings };
        }
        catch (InvalidOperationException e)
        {
            return candidate with { Problem = new(PluginStatus.MissingDependency, $"The .deps.json of '{candidate.Manifest!.Assembly}' does not fit the folder: {e.Message}") };
        }
    }

    private PluginProblem? CheckEntry()
    {
        AssemblyFile entry;
        try
        {
            entry = AssemblyFile.Read(_candidate.AssemblyPath);
        }
        catch (BadImageFormatException e)
        {
            return new(PluginStatus.NotAnAssembly, $"'{_candidate.Manifest!.Assembly}' is not a .NET assembly: {e.Message}");
        }

        var sdk = HostAssemblies.Sdk.GetName().Name!;
        if (!entry.References.Any(reference => reference.Name == sdk))
            return new(PluginStatus.NotAPlugin, $"'{_candidate.Manifest!.Assembly}' does not reference {sdk}, so it cannot hold a plugin.");
        return Follow(entry, isEntry: true);
    }

    private PluginProblem? Follow(AssemblyFile assembly, bool isEntry)
    {
        if (!_seen.Add(assembly.Name.Name!))
            return null;
        foreach (var reference in assembly.References)
        {
            if (Check(assembly, reference, isEntry) is { } problem)
                return problem;
        }

        return null;
    }

    private PluginProblem? Check(AssemblyFile user, AssemblyName reference, bool isEntry)
    {
        if (reference.Name == HostAssemblies.Sdk.GetName().Name)
            return CheckSdk(user, reference);
        if (PrivatePath(reference) is { } path)
            return CheckPrivate(user, reference, path);
        if (HostAssemblies.FrameworkPath(reference.Name!) is { } frameworkPath)
            return CheckVersion(user, reference, AssemblyName.GetAssemblyName(frameworkPath), "of .NET");
        var reason = $"'{user.Name.Name}' needs the assembly {Text(reference)}, which is neither in the plugin's folder nor part of .NET.";
        if (isEntry || HostHasItsOwn(reference))
            return new(PluginStatus.MissingDependency, reason);
        _warnings.Add(reason);
        return null;
    }

    private static PluginProblem? CheckSdk(AssemblyFile user, AssemblyName reference)
    {
        var ours = HostAssemblies.Sdk.GetName();
        if (reference.Version!.Major != ours.Version!.Major || reference.Version > ours.Version)
            return new(PluginStatus.IncompatibleSdk, $"'{user.Name.Name}' was built against {Text(reference)}; this host has {ours.Version}.");
        foreach (var (typeName, member) in user.SdkUses)
        {
            var type = HostAssemblies.Sdk.GetType(typeName);
            if (type is null || (member is not null && type.GetMember(member, AnyMember).Length == 0 && !IsInherited(type, member)))
                return new(PluginStatus.IncompatibleSdk, $"'{user.Name.Name}' uses {typeName}{(member is null ? "" : "." + member)}, which the host's SDK {Sdk.Plugins.SdkVersion.Current} does not have.");
        }

        return null;
    }

    private static bool IsInherited(Type type, string member) => type.GetInterfaces().Any(i => i.GetMember(member, AnyMember).Length > 0);

    private PluginProblem? CheckPrivate(AssemblyFile user, AssemblyName reference, string path)
    {
        try
        {
            var assembly = AssemblyFile.Read(path);
            return CheckVersion(user, reference, assembly.Name, "in the plugin's folder") ?? Follow(assembly, isEntry: false);
        }
        catch (BadImageFormatException e)
        {
            return new(PluginStatus.MissingDependency, $"'{user.Name.Name}' needs {Text(reference)}, but '{Path.GetFileName(path)}' is not a .NET assembly: {e.Message}");
        }
    }

    private static PluginProblem? CheckVersion(AssemblyFile user, AssemblyName wanted, AssemblyName found, string where) => found.Version >= wanted.Version
        ? null
        : new(PluginStatus.MissingDependency, $"'{user.Name.Name}' needs the assembly {Text(wanted)}; the one {where} is {found.Version}.");

    /// <summary>Where the loader would find it: as the deps.json says, else by file name.</summary>
    private string? PrivatePath(AssemblyName reference)
    {
        if (_resolver.ResolveAssemblyToPath(reference) is { } path)
            return path;
        var beside = Path.Combine(_candidate.Folder, reference.Name + ".dll");
        return File.Exists(beside) ? beside : null;
    }

    private static bool HostHasItsOwn(AssemblyName reference) => File.Exists(Path.Combine(AppContext.BaseDirectory, reference.Name + ".dll"));

    private static string Text(AssemblyName name) => $"{name.Name} {name.Version}";
}
