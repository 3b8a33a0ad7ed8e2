using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Schemas;
using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents;

/// <summary>What the readers of one document share: where findings go, what the host provides and where paths start.</summary>
internal sealed record DocumentScope
{
    public required DiagnosticList Diagnostics { get; init; }

    public required ComposedSchemas Schemas { get; init; }

    public required IDocumentScripts Scripts { get; init; }

    /// <summary>Absolute folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>Findings about files that the document names.</summary>
    public List<Diagnostic> OtherFiles { get; } = [];

    /// <summary>Every condition that is free of errors so far, by its path, also where another one beside it is not.</summary>
    public List<(string Path, Condition Condition)> Conditions { get; } = [];

    /// <summary>Sections that code has made and that stand in the text as a plugin's; empty for a document that a person wrote.</summary>
    public IReadOnlyDictionary<SectionKind, CodeSection> CodeSections { get; init; } = new Dictionary<SectionKind, CodeSection>();

    /// <summary>The scope of another document that this one names.</summary>
    public DocumentScope Beside(string absolute) => new()
    {
        Diagnostics = new DiagnosticList(Shown(absolute)),
        Schemas = Schemas,
        Scripts = Scripts,
        Folder = Path.GetDirectoryName(absolute)!,
    };

    /// <summary>The absolute form of a path in the document, or <see langword="null"/> and an error when there is no such file.</summary>
    public string? ExistingFile(string written, string path)
    {
        if (Absolute(written, path) is not { } absolute)
            return null;
        if (File.Exists(absolute))
            return absolute;
        var folder = Path.GetDirectoryName(absolute);
        var suggestion = Directory.Exists(folder) ? NearestWord.Of(Path.GetFileName(absolute), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)) : null;
        Diagnostics.Error(DiagnosticRule.FileNotFound, path, $"there is no file '{written}' (looked for {absolute})", new(written, Suggestion: suggestion));
        return null;
    }

    /// <summary>The absolute form of a path in the document, or <see langword="null"/> and an error when it cannot be a path.</summary>
    public string? Absolute(string written, string path)
    {
        if (!written.Any(c => c == '\0'))
            return Path.GetFullPath(written, Folder);
        Diagnostics.Error(DiagnosticRule.FileNotFound, path, "a path cannot hold the character \\u0000");
        return null;
    }

    /// <summary>A file of the document's folder as messages name it: relative when the document itself was named so.</summary>
    public string Shown(string absolute)
    {
        if (Path.IsPathFullyQualified(Diagnostics.File))
            return absolute;
        var beside = Path.Combine(Path.GetDirectoryName(Diagnostics.File) ?? "", Path.GetRelativePath(Folder, absolute));
        return Path.IsPathFullyQualified(beside) ? absolute : Path.GetRelativePath(".", Path.GetFullPath(beside));
    }
}
