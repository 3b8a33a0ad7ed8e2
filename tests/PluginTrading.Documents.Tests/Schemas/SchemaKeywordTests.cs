using System.Text;
using NJsonSchema;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Tests.Schemas;

/// <summary>The validator refuses what each keyword forbids: NJsonSchema reads many keywords that it never checks.</summary>
public sealed class SchemaKeywordTests
{
    /// <summary>Keyword, schema, a value that it allows, one that it forbids, the code of the finding.</summary>
    public static TheoryData<string, string, string, string, string> Cases => new()
    {
        { "type", """{ "type": "number" }""", "1.5", "\"1.5\"", "PT1103" },
        { "type", """{ "type": "integer" }""", "3.0", "3.5", "PT1103" },
        { "type", """{ "type": ["number", "null"] }""", "null", "true", "PT1103" },
        { "type", """{ "type": "boolean" }""", "false", "0", "PT1103" },
        { "type", """{ "type": "object" }""", "{}", "[]", "PT1103" },
        { "type", """{ "type": "array" }""", "[]", "{}", "PT1103" },
        { "type", """{ "type": "string" }""", "\"\"", "null", "PT1103" },
        { "enum", """{ "type": "string", "enum": ["LONG", "SHORT"] }""", "\"LONG\"", "\"long\"", "PT1104" },
        { "properties", """{ "type": "object", "properties": { "a": { "type": "number" } } }""", """{ "a": 1, "b": "x" }""", """{ "a": "x" }""", "PT1103" },
        { "required", """{ "type": "object", "required": ["a"], "properties": { "a": { "type": ["number", "null"] } } }""", """{ "a": null }""", "{}", "PT1102" },
        { "additionalProperties", """{ "type": "object", "additionalProperties": false, "properties": { "a": { "type": "number" } } }""", """{ "a": 1 }""", """{ "a": 1, "b": 2 }""", "PT1101" },
        { "additionalProperties", """{ "type": "object", "additionalProperties": { "type": "number" } }""", """{ "x": 1 }""", """{ "x": "1" }""", "PT1103" },
        { "items", """{ "type": "array", "items": { "type": "number" } }""", "[1, 2]", "[1, \"2\"]", "PT1103" },
        { "minItems", """{ "type": "array", "minItems": 2 }""", "[1, 2]", "[1]", "PT1107" },
        { "maxItems", """{ "type": "array", "maxItems": 2 }""", "[1, 2]", "[1, 2, 3]", "PT1107" },
        { "uniqueItems", """{ "type": "array", "uniqueItems": true }""", """["a", "b"]""", """["a", "b", "a"]""", "PT1107" },
        { "minimum", """{ "type": "number", "minimum": 0.1 }""", "0.1", "0.0999999999999999999999999999", "PT1105" },
        { "minimum", """{ "type": "integer", "minimum": 1 }""", "1", "0", "PT1105" },
        { "maximum", """{ "type": "number", "maximum": 0.3 }""", "0.3", "0.3000000000000000000000000001", "PT1105" },
        { "maximum", """{ "type": "number", "maximum": 200 }""", "200.0", "1e300", "PT1105" },
        { "exclusiveMinimum", """{ "type": "number", "exclusiveMinimum": 0 }""", "1e-28", "0", "PT1105" },
        { "exclusiveMinimum", """{ "type": ["number", "null"], "exclusiveMinimum": 0 }""", "null", "-0.0", "PT1105" },
        { "exclusiveMaximum", """{ "type": "number", "exclusiveMaximum": 1 }""", "0.9999999999999999999999999999", "1.0", "PT1105" },
        { "exclusiveMaximum", """{ "type": "number", "exclusiveMaximum": 1 }""", "-1e300", "1e300", "PT1105" },
        { "pattern", """{ "type": "string", "pattern": "^[a-z]+$(?!\\n)" }""", "\"abc\"", "\"abc\\n\"", "PT1106" },
        { "minLength", """{ "type": "string", "minLength": 2 }""", "\"ab\"", "\"a\"", "PT1106" },
        { "maxLength", """{ "type": "string", "maxLength": 2 }""", "\"ab\"", "\"abc\"", "PT1106" },
        { "anyOf", """{ "anyOf": [{ "type": "number" }, { "type": "array", "items": { "type": "number" } }] }""", "[1]", "[true]", "PT1103" },
        { "anyOf", """{ "anyOf": [{ "type": "number", "minimum": 0 }, { "type": "string" }] }""", "\"x\"", "-1", "PT1105" },
        { "allOf", """{ "allOf": [{ "type": "number" }, { "type": "number", "minimum": 0 }] }""", "0", "-1", "PT1105" },
        { "$ref", """{ "type": "array", "items": { "$ref": "#/definitions/d" }, "definitions": { "d": { "type": "number" } } }""", "[1]", "[null]", "PT1103" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Value_that_a_keyword_forbids_is_refused_and_one_that_it_allows_is_not(string keyword, string schema, string allowed, string forbidden, string code)
    {
        SchemaLinter.EnforcedKeywords.ShouldContain(keyword);
        (await Codes(schema, allowed)).ShouldBeEmpty();
        (await Codes(schema, forbidden)).ShouldBe([code]);
    }

    [Fact]
    public void Every_keyword_that_a_schema_may_use_has_a_case() =>
        SchemaLinter.EnforcedKeywords.ShouldBe(Cases.Select(c => c.Data.Item1).Distinct(), ignoreOrder: true);

    private static async Task<IReadOnlyList<string>> Codes(string schema, string value)
    {
        var diagnostics = new DiagnosticList("f");
        var source = JsonSourceReader.Read(Encoding.UTF8.GetBytes(value), diagnostics)!;
        SchemaCheck.Run(await JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken), source.Root, diagnostics);
        return [.. diagnostics.Sorted().Select(d => d.Rule.Code)];
    }
}
