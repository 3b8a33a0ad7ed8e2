using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Documents.Schemas;

/// <summary>
/// Schemas for editors (draft-07): they complete names and parameters and explain them. Checking is never done with these, because the
/// validator does not know the keywords that make them good.
/// </summary>
internal static class EditorSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ComposedSchemas schemas, DocumentKind kind)
    {
        var schema = ShippedSchema.Parse(kind);
        if (kind == DocumentKind.Strategy)
            Strategy(schema, schemas);
        else if (kind == DocumentKind.Session)
            Session(schema, schemas);
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static void Strategy(JsonObject schema, ComposedSchemas schemas)
    {
        var definitions = schema["definitions"]!;
        definitions["condition_type"] = new JsonObject
        {
            ["type"] = "string",
            ["description"] = definitions["condition_type"]!["description"]!.DeepClone(),
            ["oneOf"] = new JsonArray([.. schemas.ConditionTypes.Values.Select(Word)]),
        };
        var parameters = schemas.ConditionTypes.Values.Select(d => When("condition_type", d.Name, d.Parameters)).ToList();
        definitions["condition"]!["allOf"] = new JsonArray([.. parameters.Select(p => p.DeepClone()), Bounds()]);
        schema["definitions"]!["risk_adjustment"]!["properties"]!["indicator"]!["allOf"] = new JsonArray([.. parameters]);
        Plugins(definitions["plugin_section"]!, schemas.Catalog.Sections.Select(s => (s.Key, s.Value.Parameters)));
    }

    private static void Session(JsonObject schema, ComposedSchemas schemas)
    {
        var definitions = schema["definitions"]!;
        Plugins(definitions["plugin_strategy"]!, schemas.Catalog.Strategies.Keys.Select(name => (name, (IReadOnlyList<ParameterDeclaration>)[])));
        Plugins(definitions["slippage_model"]!, schemas.Catalog.SlippageModels.Select(s => (s.Key, s.Value.Parameters)));
    }

    private static JsonObject Word(IndicatorDeclaration declaration) => new()
    {
        ["const"] = declaration.Name,
        ["description"] = $"{declaration.Description.TrimEnd('.')} ({declaration.Unit}).",
    };

    private static void Plugins(JsonNode definition, IEnumerable<(string Name, IReadOnlyList<ParameterDeclaration> Parameters)> components)
    {
        var all = components.ToList();
        if (all.Count == 0)
            return;
        definition["properties"]!["plugin"]!["enum"] = new JsonArray([.. all.Select(c => (JsonNode)c.Name)]);
        if (definition["properties"]!["parameters"] is not null)
            definition["allOf"] = new JsonArray([.. all.Select(c => When("plugin", c.Name, c.Parameters))]);
    }

    /// <summary>If the field has that word, then <c>parameters</c> has that form.</summary>
    private static JsonObject When(string field, string word, IReadOnlyList<ParameterDeclaration> parameters) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { [field] = new JsonObject { ["const"] = word } }, ["required"] = new JsonArray(field) },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["parameters"] = ParameterSchema.Of(parameters) } },
    };

    /// <summary>Two numbers with between and outside, one with the rest.</summary>
    private static JsonObject Bounds() => new()
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["operator"] = new JsonObject { ["enum"] = new JsonArray("between", "outside") } },
            ["required"] = new JsonArray("operator"),
        },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "array" } } },
        ["else"] = new JsonObject { ["properties"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "number" } } },
    };
}
