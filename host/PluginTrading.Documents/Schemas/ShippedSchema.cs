using System.Text.Json.Nodes;

namespace PluginTrading.Documents.Schemas;

/// <summary>The schemas of the repository's <c>schemas</c> folder, as they are embedded in this assembly.</summary>
internal static class ShippedSchema
{
    /// <summary>Name of a kind's schema file, as in <c>strategy.schema.json</c>.</summary>
    public static string FileName(DocumentKind kind) => $"{kind.ToString().ToLowerInvariant()}.schema.json";

    /// <summary>The text of a kind's schema file.</summary>
    public static string Text(DocumentKind kind)
    {
        using var stream = typeof(ShippedSchema).Assembly.GetManifestResourceStream(FileName(kind))
            ?? throw new InvalidOperationException($"The schema {FileName(kind)} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A copy of a kind's schema that the caller may change.</summary>
    public static JsonObject Parse(DocumentKind kind) => JsonNode.Parse(Text(kind))!.AsObject();
}
