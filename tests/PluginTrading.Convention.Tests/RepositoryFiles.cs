using PluginTrading.Tests;

namespace PluginTrading.Convention.Tests;

/// <summary>The files that people write: what lies below a build's output, a package folder or a name that begins with a dot is left out.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] PassedOver = ["bin", "obj", "node_modules"];

    /// <summary>Paths relative to the repository's root, with <c>/</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Ending(string extension) =>
        [.. Below(TestData.RepositoryRoot).Where(f => f.EndsWith(extension, StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(TestData.RepositoryRoot, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static string Text(string path) => File.ReadAllText(Path.Combine(TestData.RepositoryRoot, path));

    /// <summary>Every project of the repository.</summary>
    public static IReadOnlyList<ProjectFile> Projects() => [.. Ending(".csproj").Select(path => ProjectFile.Parse(path, Text(path)))];

    private static IEnumerable<string> Below(string folder) => Directory.GetFiles(folder).Concat(
        Directory.GetDirectories(folder).Where(d => Path.GetFileName(d) is not ['.', ..] and var name && !PassedOver.Contains(name)).SelectMany(Below));
}
