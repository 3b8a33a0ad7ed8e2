using System.Text.Json.Nodes;
using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Documents.Schemas;

/// <summary>The schema of a <c>parameters</c> object, from what a plugin declares.</summary>
internal static class ParameterSchema
{
    public static JsonObject Of(IReadOnlyList<ParameterDeclaration> declarations)
    {
        var properties = new JsonObject();
        foreach (var declaration in declarations)
            properties[declaration.Name] = Of(declaration);
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = declarations.Count == 0 ? "It takes no parameters." : "Parameters that differ from their defaults.",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Of(ParameterDeclaration declaration)
    {
        var schema = new JsonObject { ["type"] = declaration.IsInteger ? "integer" : "number", ["description"] = declaration.Description };
        AddBound(schema, declaration.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", declaration.Minimum);
        AddBound(schema, "maximum", declaration.Maximum);
        AddBound(schema, "default", declaration.Default);
        return schema;
    }

    /// <summary>Bounds beyond decimal are left to the check of the value itself: the validator holds bounds as decimals.</summary>
    private static void AddBound(JsonObject schema, string keyword, double value)
    {
        if (double.IsFinite(value) && Math.Abs(value) < 1e28)
            schema[keyword] = value;
    }
}
