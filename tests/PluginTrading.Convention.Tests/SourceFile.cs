using System.Text.RegularExpressions;

namespace PluginTrading.Convention.Tests;

/// <summary>A C# file and what a reader sees of it before the code.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Lines, a last one without a line break included.</summary>
    public int Lines => Text.Length == 0 ? 0 : Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>Namespaces that the file declares at the beginning of a line, as the house style has it; an indented one belongs to a text in the code.</summary>
    public IReadOnlyList<string> Namespaces => [.. NamespaceLine().Matches(Text).Select(m => m.Groups[1].Value)];

    /// <summary>Project and folder as a namespace; <see langword="null"/> for a file in no project.</summary>
    public string? ExpectedNamespace(IEnumerable<ProjectFile> projects)
    {
        if (projects.Where(p => Path.StartsWith(p.Folder + "/", StringComparison.Ordinal)).MaxBy(p => p.Folder.Length) is not { } owner)
            return null;
        var root = owner.Path.StartsWith("tests/TestPlugins/", StringComparison.Ordinal) ? $"TestPlugins.{owner.Name}" : owner.Name;
        return string.Join('.', [root, .. Path[(owner.Folder.Length + 1)..].Split('/')[..^1]]);
    }

    public static IReadOnlyList<SourceFile> All() => [.. RepositoryFiles.Ending(".cs").Select(path => new SourceFile(path, RepositoryFiles.Text(path)))];

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
