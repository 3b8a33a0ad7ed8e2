using System.Text.Json;
using System.Text.Json.Nodes;
using PluginTrading.Documents.Schemas;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Simulation;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Schemas;

/// <summary>The files of <c>schemas/</c> say what the code does.</summary>
public sealed class ShippedSchemaTests
{
    [Theory]
    [InlineData(DocumentKind.Strategy)]
    [InlineData(DocumentKind.Session)]
    [InlineData(DocumentKind.Instrument)]
    [InlineData(DocumentKind.Plugin)]
    public void Embedded_schema_is_the_file_in_the_schemas_folder(DocumentKind kind) =>
        ShippedSchema.Text(kind).ShouldBe(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "schemas", ShippedSchema.FileName(kind))));

    [Fact]
    public void Every_schema_file_is_of_a_kind() =>
        Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "schemas"), "*.schema.json").Select(f => Path.GetFileName(f)!)
            .ShouldBe(Enum.GetValues<DocumentKind>().Select(ShippedSchema.FileName), ignoreOrder: true);

    [Fact]
    public void Limits_have_the_fields_and_defaults_of_the_code() =>
        Fields(DocumentKind.Strategy, "global_limits").ShouldBe(Properties(new StrategyLimits { BaseSize = 0 }).Where(p => p.Name != "base_size").Append(("base_size", "none")), ignoreOrder: true);

    [Fact]
    public void Risk_has_the_fields_and_defaults_of_the_code() => Fields(DocumentKind.Session, "risk").ShouldBe(Properties(new RiskLimits()), ignoreOrder: true);

    [Fact]
    public void Supervision_has_the_fields_and_defaults_of_the_code() => Fields(DocumentKind.Session, "supervision").ShouldBe(Properties(new SupervisionSettings()), ignoreOrder: true);

    [Fact]
    public void Execution_has_the_fields_and_defaults_of_the_code() =>
        Fields(DocumentKind.Session, "execution").ShouldBe(
            Properties(new ExecutionSettings()).Where(p => p.Name is not ("slippage" or "seed")).Concat(Properties(new FeeSchedule())).Append(("slippage_pct", "none")), ignoreOrder: true);

    [Fact]
    public void Operators_of_the_schema_are_those_that_are_read()
    {
        var words = ShippedSchema.Parse(DocumentKind.Strategy)["definitions"]!["condition"]!["properties"]!["operator"]!["enum"]!.AsArray().Select(w => w!.GetValue<string>()).ToList();

        foreach (var word in words)
            Documents.Strategies.ConditionWords.TryParse(word, out _).ShouldBeTrue(word);
        Enum.GetValues<ConditionOperator>().Select(Documents.Strategies.ConditionWords.Of).ShouldBeSubsetOf(words);
    }

    [Fact]
    public void Every_field_has_a_description_that_ends_in_a_full_stop()
    {
        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            foreach (var (name, field) in AllProperties(ShippedSchema.Parse(kind)).Where(p => p.Schema["$ref"] is null))
                (field["description"]?.GetValue<string>() ?? "").ShouldEndWith(".", customMessage: $"{kind}: {name}");
        }
    }

    private static IEnumerable<(string Name, JsonObject Schema)> AllProperties(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(p => AllProperties(p.Value)).Concat(
            owner["properties"] is JsonObject properties && properties.All(p => p.Value is JsonObject) ? properties.Select(p => (p.Key, p.Value!.AsObject())) : []),
        JsonArray list => list.SelectMany(AllProperties),
        _ => [],
    };

    private static IEnumerable<(string Name, string Default)> Fields(DocumentKind kind, string definition) =>
        ShippedSchema.Parse(kind)["definitions"]![definition]!["properties"]!.AsObject()
            .Select(p => (p.Key, p.Value!.AsObject().TryGetPropertyValue("default", out var value) ? value?.ToJsonString() ?? "null" : "none"));

    private static IEnumerable<(string Name, string Default)> Properties<T>(T defaults) => typeof(T).GetProperties().Where(p => p.GetMethod!.IsPublic)
        .Select(p => (JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), Written(p.GetValue(defaults))));

    private static string Written(object? value) => value switch
    {
        null => "null",
        Enum word => $"\"{word.ToString().ToUpperInvariant()}\"",
        _ => JsonSerializer.Serialize(value),
    };
}
