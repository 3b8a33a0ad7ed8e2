using System.Text.Json.Nodes;
using NJsonSchema;
using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Documents.Schemas;

/// <summary>
/// The schemas that documents are checked against: the shipped ones, with <c>condition_type</c> narrowed to the names that the loaded plugins
/// provide, and one schema of parameters per component, which is picked by name once the document's skeleton is right.
/// </summary>
internal sealed class ComposedSchemas
{
    private readonly Dictionary<DocumentKind, JsonSchema> _documents = [];
    private readonly Dictionary<string, JsonSchema> _parameters = new(StringComparer.Ordinal);

    public ComposedSchemas(ComponentCatalog catalog)
    {
        Catalog = catalog;
        ConditionTypes = Declarations(catalog);
        foreach (var kind in Enum.GetValues<DocumentKind>())
            _documents.Add(kind, Compile(ShippedSchema.FileName(kind), kind == DocumentKind.Strategy ? Strategy() : ShippedSchema.Parse(kind)));
    }

    public ComponentCatalog Catalog { get; }

    /// <summary>Every name that <c>condition_type</c> takes, with its declaration: indicators and built-in values.</summary>
    public SortedDictionary<string, IndicatorDeclaration> ConditionTypes { get; }

    /// <summary>The strategy schema with the names of the loaded condition types.</summary>
    public JsonObject Strategy()
    {
        var schema = ShippedSchema.Parse(DocumentKind.Strategy);
        schema["definitions"]!["condition_type"]!["enum"] = new JsonArray([.. ConditionTypes.Keys.Select(name => (JsonNode)name)]);
        return schema;
    }

    public JsonSchema Document(DocumentKind kind) => _documents[kind];

    /// <summary>The schema of the parameters that <paramref name="declarations"/> declare; compiled once per <paramref name="key"/>.</summary>
    public JsonSchema Parameters(string key, IReadOnlyList<ParameterDeclaration> declarations)
    {
        lock (_parameters)
        {
            if (!_parameters.TryGetValue(key, out var schema))
                _parameters.Add(key, schema = Compile($"parameters of {key}", ParameterSchema.Of(declarations)));
            return schema;
        }
    }

    private static SortedDictionary<string, IndicatorDeclaration> Declarations(ComponentCatalog catalog)
    {
        var all = new SortedDictionary<string, IndicatorDeclaration>(StringComparer.Ordinal);
        foreach (var (name, factory) in catalog.Indicators)
            all[name] = factory.Declaration;
        foreach (var declaration in BuiltInValues.Declarations)
            all[declaration.Name] = declaration;
        return all;
    }

    private static JsonSchema Compile(string name, JsonObject schema)
    {
        var problems = SchemaLinter.Check(schema);
        if (problems.Count > 0)
            throw new InvalidOperationException($"The schema '{name}' cannot be enforced: {string.Join("; ", problems)}.");
        // There is no synchronous form; reading a schema without outside references does no I/O and completes at once.
        return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
    }
}
