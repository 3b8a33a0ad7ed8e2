using System.Text.Json.Nodes;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Tests.Schemas;

public sealed class SchemaLinterTests
{
    [Theory]
    [InlineData(DocumentKind.Strategy)]
    [InlineData(DocumentKind.Session)]
    [InlineData(DocumentKind.Instrument)]
    [InlineData(DocumentKind.Plugin)]
    public void Shipped_schemas_use_no_keyword_that_the_validator_ignores(DocumentKind kind) => SchemaLinter.Check(ShippedSchema.Parse(kind)).ShouldBeEmpty();

    [Fact]
    public void Schema_with_the_loaded_condition_types_uses_no_keyword_that_the_validator_ignores() =>
        SchemaLinter.Check(new ComposedSchemas(TestComponents.Catalog()).Strategy()).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "type": "object", "const": 1 }""", "# uses 'const', which the validator does not enforce")]
    [InlineData("""{ "type": "object", "if": {}, "then": {} }""", "# uses 'if', which the validator does not enforce|# uses 'then', which the validator does not enforce")]
    [InlineData("""{ "type": "array", "contains": {} }""", "# uses 'contains', which the validator does not enforce")]
    [InlineData("""{ "type": "string", "format": "date" }""", "# uses 'format', which the validator does not enforce")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "string", "minLenght": 1 } } }""", "#/properties/a uses 'minLenght', which the validator does not enforce")]
    [InlineData("""{ "type": "array", "items": { "description": "anything" } }""", "#/items has none of type, anyOf, allOf and $ref, so it would accept anything, null included")]
    [InlineData("""{ "type": "array", "items": true }""", "#/items is true, not an object; true and false as schemas are not supported")]
    [InlineData("""{ "type": "number", "minimum": 0, "exclusiveMinimum": true }""", "#/exclusiveMinimum must be a number; the form with true and false belongs to another draft")]
    [InlineData("""{ "type": "array", "minItems": 0 }""", "#/minItems must be at least 1; the validator ignores 0")]
    [InlineData("""{ "type": "string", "enum": [] }""", "#/enum must be a list of texts beside \"type\": \"string\"; the validator ignores an empty list and compares other values as texts")]
    [InlineData("""{ "type": "number", "enum": [1] }""", "#/enum must be a list of texts beside \"type\": \"string\"; the validator ignores an empty list and compares other values as texts")]
    [InlineData("""{ "anyOf": [] }""", "#/anyOf must be a list with at least one schema")]
    [InlineData("""{ "definitions": { "a": { "type": "null" } }, "allOf": [{ "$ref": "#/definitions/a", "description": "x" }] }""", "#/allOf/0/$ref has siblings, which the validator ignores")]
    [InlineData("""{ "type": "object", "additionalProperties": { "$ref": "other.json" } }""", "#/additionalProperties/$ref names 'other.json', which is none of the schema's own definitions")]
    public void Keyword_that_would_not_be_enforced_is_refused_with_its_place(string schema, string expected) =>
        SchemaLinter.Check(JsonNode.Parse(schema)!.AsObject()).ShouldBe(expected.Split('|'));
}
