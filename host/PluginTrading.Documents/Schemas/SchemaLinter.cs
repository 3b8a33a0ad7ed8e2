using System.Text.Json;
using System.Text.Json.Nodes;

namespace PluginTrading.Documents.Schemas;

/// <summary>
/// Refuses schema keywords that the validator does not enforce, or not in that form. NJsonSchema ignores what it does not know
/// (<c>const</c>, <c>if</c>, <c>contains</c>, siblings of <c>$ref</c>, …), so such a keyword would let wrong documents pass.
/// </summary>
internal sealed class SchemaLinter
{
    private static readonly HashSet<string> Annotations = ["$schema", "title", "description", "default", "definitions"];

    private static readonly HashSet<string> Constraints =
    [
        "type", "enum", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "minLength", "maxLength", "anyOf", "allOf", "$ref",
    ];

    private readonly JsonObject _root;
    private readonly List<string> _problems = [];

    private SchemaLinter(JsonObject root) => _root = root;

    /// <summary>The keywords that may be used; each is enforced, which a test proves for each.</summary>
    public static IReadOnlySet<string> EnforcedKeywords => Constraints;

    /// <summary>What is wrong with a schema, one sentence each with the place; empty when everything in it is enforced.</summary>
    public static IReadOnlyList<string> Check(JsonObject schema)
    {
        var linter = new SchemaLinter(schema);
        linter.CheckSchema(schema, "#");
        return linter._problems;
    }

    private void CheckSchema(JsonNode? node, string place)
    {
        if (node is not JsonObject schema)
        {
            _problems.Add($"{place} is {node?.ToJsonString() ?? "null"}, not an object; true and false as schemas are not supported");
            return;
        }

        foreach (var (keyword, value) in schema)
        {
            if (!Annotations.Contains(keyword) && !Constraints.Contains(keyword))
                _problems.Add($"{place} uses '{keyword}', which the validator does not enforce");
            else
                CheckKeyword(schema, keyword, value, $"{place}/{keyword}");
        }

        if (!schema.Any(p => p.Key is "type" or "anyOf" or "allOf" or "$ref"))
            _problems.Add($"{place} has none of type, anyOf, allOf and $ref, so it would accept anything, null included");
    }

    private void CheckKeyword(JsonObject schema, string keyword, JsonNode? value, string place)
    {
        switch (keyword)
        {
            case "$ref":
                CheckReference(schema, value, place);
                break;
            case "definitions" or "properties":
                foreach (var (name, inner) in value as JsonObject ?? [])
                    CheckSchema(inner, $"{place}/{name}");
                break;
            case "anyOf" or "allOf":
                if (value is not JsonArray { Count: > 0 } branches)
                    _problems.Add($"{place} must be a list with at least one schema");
                else
                    for (var i = 0; i < branches.Count; i++)
                        CheckSchema(branches[i], $"{place}/{i}");
                break;
            case "items":
                CheckSchema(value, place);
                break;
            case "additionalProperties":
                if (value is not JsonValue)
                    CheckSchema(value, place);
                break;
            case "exclusiveMinimum" or "exclusiveMaximum" or "minimum" or "maximum":
                if (value?.GetValueKind() != JsonValueKind.Number)
                    _problems.Add($"{place} must be a number; the form with true and false belongs to another draft");
                break;
            case "minItems" or "maxItems" or "minLength" or "maxLength":
                if (value?.GetValueKind() != JsonValueKind.Number || value.GetValue<decimal>() < 1)
                    _problems.Add($"{place} must be at least 1; the validator ignores 0");
                break;
            case "enum":
                if (schema["type"]?.ToJsonString() != "\"string\"" || value is not JsonArray { Count: > 0 } words || words.Any(w => w?.GetValueKind() != JsonValueKind.String))
                    _problems.Add($"{place} must be a list of texts beside \"type\": \"string\"; the validator ignores an empty list and compares other values as texts");
                break;
        }
    }

    private void CheckReference(JsonObject schema, JsonNode? value, string place)
    {
        if (schema.Count > 1)
            _problems.Add($"{place} has siblings, which the validator ignores");
        const string Prefix = "#/definitions/";
        var target = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        if (!target.StartsWith(Prefix, StringComparison.Ordinal) || _root["definitions"]?[target[Prefix.Length..]] is null)
            _problems.Add($"{place} names '{target}', which is none of the schema's own definitions");
    }
}
