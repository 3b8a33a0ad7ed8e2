using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;

namespace PluginTrading.Cli.Commands;

/// <summary>The files that the arguments of <c>validate</c> mean: files, folders and patterns, each file once, in the order of the arguments.</summary>
internal sealed class DocumentFiles
{
    private static readonly string[] PassedOver = ["bin", "obj", "node_modules"];

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<DocumentFile> _files = [];
    private readonly List<string> _problems = [];

    private DocumentFiles()
    {
    }

    public IReadOnlyList<DocumentFile> Files => _files;

    /// <summary>A sentence about each argument that means no file.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static DocumentFiles Find(IEnumerable<string> arguments)
    {
        var found = new DocumentFiles();
        foreach (var argument in arguments)
            found.Add(argument);
        return found;
    }

    private void Add(string argument)
    {
        if (File.Exists(argument))
            Add(argument, argument, isNamed: true);
        else if (Directory.Exists(argument))
            AddAll(argument, JsonFilesBelow(argument), isNamed: false, $"There is no .json file in the folder '{argument}'.");
        else if (argument.IndexOfAny(['*', '?']) >= 0)
            AddAll(argument, Matches(argument), isNamed: true, $"No file matches the pattern '{argument}'.");
        else
            _problems.Add($"There is no file or folder '{argument}' (looked for {Path.GetFullPath(argument)}).");
    }

    private void AddAll(string argument, IEnumerable<string> files, bool isNamed, string none)
    {
        var any = false;
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            Add(argument, file, isNamed);
            any = true;
        }

        if (!any)
            _problems.Add(none);
    }

    /// <summary>Messages name a file as its argument did: relative to the working directory, or whole.</summary>
    private void Add(string argument, string file, bool isNamed)
    {
        var full = Path.GetFullPath(file);
        var shown = Path.IsPathFullyQualified(argument) ? full : Path.GetRelativePath(".", full);
        if (_places.TryAdd(full, _files.Count))
            _files.Add(new DocumentFile(shown, isNamed));
        else if (isNamed)
            _files[_places[full]] = _files[_places[full]] with { IsNamed = true };
    }

    private static FileSystemEnumerable<string> JsonFilesBelow(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName is not ['.', ..] && entry.FileName.EndsWith(".json", StringComparison.Ordinal),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName is not ['.', ..] && !PassedOver.Contains(entry.FileName.ToString()),
    };

    /// <summary>The files below the pattern's last folder without a wildcard.</summary>
    private static IEnumerable<string> Matches(string pattern)
    {
        var parts = pattern.Replace('\\', '/').Split('/');
        var fixedParts = parts.TakeWhile(p => p.IndexOfAny(['*', '?']) < 0).Count();
        var folder = fixedParts == 0 ? "." : string.Join('/', parts[..fixedParts]) + "/";
        return Directory.Exists(folder)
            ? new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', parts[fixedParts..])).GetResultsInFullPath(folder)
            : [];
    }
}

/// <summary>A file to check.</summary>
/// <param name="Path">As messages name it.</param>
/// <param name="IsNamed">Asked for itself, not only as one of a folder's files: it has to be a document.</param>
internal readonly record struct DocumentFile(string Path, bool IsNamed);
