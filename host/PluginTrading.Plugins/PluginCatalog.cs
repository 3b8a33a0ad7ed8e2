using NuGet.Versioning;
using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Plugins;

/// <summary>
/// Finds plugins on disk: each sub-folder that has a <c>plugin.json</c> is one; other files and folders are left alone. Reads manifests and
/// metadata only; no code of a plugin is loaded here.
/// </summary>
internal static class PluginCatalog
{
    /// <summary>What the folders hold: the folders in the given order, their sub-folders by name. A folder that does not exist is empty.</summary>
    public static IReadOnlyList<PluginCandidate> Scan(IEnumerable<string> folders)
    {
        var candidates = new List<PluginCandidate>();
        var folderOfId = new Dictionary<string, string>();
        foreach (var folder in folders.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct().Where(Directory.Exists))
        {
            foreach (var candidate in ScanFolder(folder))
                candidates.Add(Claim(candidate, folderOfId));
        }

        return candidates;
    }

    private static IEnumerable<PluginCandidate> ScanFolder(string folder)
    {
        string[] pluginFolders;
        try
        {
            pluginFolders = Directory.GetDirectories(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new PluginCandidate { Folder = folder, Problem = new(PluginStatus.Unreadable, e.Message) }];
        }

        return pluginFolders.Order(StringComparer.Ordinal).Where(HasManifest).Select(Read);
    }

    /// <summary>Whether it has a manifest, or may have one but does not let us look.</summary>
    private static bool HasManifest(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder, ManifestFile.FileName).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static PluginCandidate Read(string folder)
    {
        var candidate = new PluginCandidate { Folder = folder };
        try
        {
            var manifest = ManifestFile.Parse(File.ReadAllBytes(Path.Combine(folder, ManifestFile.FileName)), out var faults);
            candidate = candidate with { Manifest = manifest, ContentHash = ContentHash.OfFolder(folder) };
            if (manifest is null)
                return candidate with { Problem = new(PluginStatus.InvalidManifest, string.Join(" ", faults)) };
            return SdkProblem(manifest) is { } problem ? candidate with { Problem = problem } : AssemblyCheck.Run(candidate);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return candidate with { Problem = new(PluginStatus.Unreadable, e.Message) };
        }
    }

    private static PluginProblem? SdkProblem(PluginManifest manifest)
    {
        var current = SdkVersion.Current;
        return VersionRange.Parse(manifest.Sdk).Satisfies(new NuGetVersion(current.Major, current.Minor, current.Build))
            ? null
            : new(PluginStatus.IncompatibleSdk, $"The manifest asks for SDK {manifest.Sdk}; this host has {current}.");
    }

    /// <summary>The first folder with an id keeps it, loadable or not: nobody's broken plugin is silently replaced by another.</summary>
    private static PluginCandidate Claim(PluginCandidate candidate, Dictionary<string, string> folderOfId)
    {
        if (candidate.Manifest is not { } manifest || folderOfId.TryAdd(manifest.Id, candidate.Folder))
            return candidate;
        return candidate with { Problem = new(PluginStatus.DuplicateId, $"The id '{manifest.Id}' belongs to the plugin in {folderOfId[manifest.Id]}, which comes first.") };
    }
}
