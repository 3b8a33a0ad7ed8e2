using System.Xml.Linq;

namespace PluginTrading.Convention.Tests;

/// <summary>What a project file says of others.</summary>
internal sealed record ProjectFile
{
    /// <summary>Relative to the repository's root, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Projects that it references, as paths like <see cref="Path"/>.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Packages that it passes on; build-time ones (<c>PrivateAssets="all"</c>) are left out.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>Assemblies referenced as files, which no rule about projects would see.</summary>
    public required IReadOnlyList<string> Assemblies { get; init; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary><c>sdk</c>, <c>host</c>, <c>plugins</c>, <c>samples</c> or <c>tests</c>.</summary>
    public string TopFolder => Path[..Path.IndexOf('/')];

    public static ProjectFile Parse(string path, string text)
    {
        var items = XDocument.Parse(text).Descendants().ToList();
        return new ProjectFile
        {
            Path = path,
            References = [.. Included(items, "ProjectReference").Select(i => Resolve(path, i.Include))],
            Packages = [.. Included(items, "PackageReference").Where(i => (string?)i.Item.Attribute("PrivateAssets") != "all").Select(i => i.Include)],
            Assemblies = [.. Included(items, "Reference").Select(i => i.Include)],
        };
    }

    private static IEnumerable<(XElement Item, string Include)> Included(IEnumerable<XElement> items, string kind) =>
        items.Where(i => i.Name.LocalName == kind).Select(i => (i, (string?)i.Attribute("Include") ?? throw new FormatException($"{kind} without Include")));

    private static string Resolve(string path, string include)
    {
        var parts = new Stack<string>(path.Split('/')[..^1]);
        foreach (var part in include.Replace("$(RepositoryRoot)", "/", StringComparison.Ordinal).Replace('\\', '/').Split('/'))
        {
            if (part.Length == 0)
                parts.Clear();
            else if (part == "..")
                parts.Pop();
            else if (part != ".")
                parts.Push(part);
        }

        return string.Join('/', parts.Reverse());
    }
}
