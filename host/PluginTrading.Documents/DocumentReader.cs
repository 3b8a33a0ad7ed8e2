using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Instruments;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Documents.Sessions;
using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Components;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents;

/// <summary>
/// Reads and checks documents against what the loaded plugins provide. Nothing that a file says makes it throw: what is wrong is a
/// <see cref="Diagnostic"/> with file, line and column. May be shared between threads if <see cref="IDocumentScripts"/> may.
/// </summary>
public sealed class DocumentReader
{
    private readonly ComposedSchemas _schemas;
    private readonly IDocumentScripts _scripts;

    /// <summary>A reader for the components of <paramref name="catalog"/> as they are now.</summary>
    public DocumentReader(ComponentCatalog catalog, IDocumentScripts scripts)
    {
        _schemas = new ComposedSchemas(catalog);
        _scripts = scripts;
    }

    /// <summary>Reads a strategy document.</summary>
    /// <param name="path">The file; messages name it as it is given.</param>
    public DocumentResult<StrategyDefinition> ReadStrategy(string path) => ReadFile(path, StrategyReader.Read);

    /// <summary>Reads a session document and the strategies that it names.</summary>
    /// <param name="path">The file; messages name it as it is given.</param>
    public DocumentResult<SessionDocument> ReadSession(string path) =>
        ReadFile(path, (scope, source) => SessionReader.Read(scope, source, Path.GetFullPath(path)));

    /// <summary>Reads a session that came as text, such as the body of a request.</summary>
    /// <param name="name">How messages name it.</param>
    /// <param name="text">UTF-8.</param>
    /// <param name="folder">Where its paths start from.</param>
    public DocumentResult<SessionDocument> ReadSession(string name, ReadOnlyMemory<byte> text, string folder)
    {
        var scope = Scope(name, Path.GetFullPath(folder));
        var source = JsonSourceReader.Read(text, scope.Diagnostics);
        return Result(scope, source is null ? null : SessionReader.Read(scope, source, scope.Folder));
    }

    /// <summary>Reads an instrument file.</summary>
    /// <param name="path">The file; messages name it as it is given.</param>
    public DocumentResult<Instrument> ReadInstrument(string path) => ReadFile(path, InstrumentReader.Read);

    /// <summary>Checks a document of whatever kind it says or looks to be.</summary>
    /// <param name="path">The file; messages name it as it is given.</param>
    /// <param name="kindIsOptional">A file that is none of ours is no error: <see cref="ValidatedDocument.Kind"/> is then <see langword="null"/> without a finding.</param>
    public ValidatedDocument Validate(string path, bool kindIsOptional = false)
    {
        var scope = Scope(path, FolderOf(path));
        var source = JsonSourceReader.ReadFile(path, scope.Diagnostics);
        var kind = source is null ? null : DocumentKindOf.Source(source.Root);
        switch (kind)
        {
            case DocumentKind.Strategy:
                StrategyReader.Read(scope, source!);
                break;
            case DocumentKind.Session:
                SessionReader.Read(scope, source!, Path.GetFullPath(path));
                break;
            case DocumentKind.Instrument:
                InstrumentReader.Read(scope, source!);
                break;
            case DocumentKind.Plugin:
                SchemaCheck.Run(_schemas.Document(DocumentKind.Plugin), source!.Root, scope.Diagnostics);
                break;
            default:
                if (source is not null && !kindIsOptional)
                    scope.Diagnostics.Error(DiagnosticRule.UnknownKind, "$", DocumentKindOf.Explanation);
                break;
        }

        return new ValidatedDocument { File = path, Kind = kind, Diagnostics = All(scope) };
    }

    /// <summary>The schema of a kind for editors: the names and parameters that the loaded plugins provide, with descriptions and defaults.</summary>
    public string EditorSchema(DocumentKind kind) => Schemas.EditorSchema.Of(_schemas, kind);

    private DocumentResult<T> ReadFile<T>(string path, Func<DocumentScope, JsonSource, T?> read)
        where T : class
    {
        var scope = Scope(path, FolderOf(path));
        var source = JsonSourceReader.ReadFile(path, scope.Diagnostics);
        return Result(scope, source is null ? null : read(scope, source));
    }

    private DocumentScope Scope(string name, string folder) => new()
    {
        Diagnostics = new DiagnosticList(name),
        Schemas = _schemas,
        Scripts = _scripts,
        Folder = folder,
    };

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetFullPath(path);

    private static DocumentResult<T> Result<T>(DocumentScope scope, T? value)
        where T : class
    {
        var all = All(scope);
        return new DocumentResult<T> { Value = all.Any(d => d.IsError) ? null : value, Diagnostics = all };
    }

    private static List<Diagnostic> All(DocumentScope scope) =>
        [.. scope.Diagnostics.Sorted().Concat(OtherFiles(scope)).DistinctBy(d => (d.File, d.Line, d.Column, d.Rule, d.Message))];

    private static IEnumerable<Diagnostic> OtherFiles(DocumentScope scope) =>
        scope.OtherFiles.GroupBy(d => d.File).SelectMany(file => file.OrderBy(d => d.Line).ThenBy(d => d.Column).ThenBy(d => d.Rule.Code, StringComparer.Ordinal));
}

/// <summary>What checking a file found.</summary>
public sealed record ValidatedDocument
{
    /// <summary>The file as it was given.</summary>
    public required string File { get; init; }

    /// <summary>What it is; <see langword="null"/> when that could not be told.</summary>
    public required DocumentKind? Kind { get; init; }

    /// <summary>Every finding, also about other files that the document names.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
