using System.Text.Json.Nodes;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Tests.Schemas;

public sealed class EditorSchemaTests
{
    [Fact]
    public void Strategy_schema_offers_every_condition_type_with_its_description_and_unit()
    {
        var words = Schema(DocumentKind.Strategy)["definitions"]!["condition_type"]!["oneOf"]!.AsArray();

        words.Select(w => w!["const"]!.GetValue<string>()).ShouldBe(
            ["acme.broken", "drawdown_pct", "macd_histogram", "position_age_seconds", "price", "price_momentum", "pump_magnitude_pct", "rsi", "signal_age_seconds", "spread_pct", "unrealized_pnl_pct", "volatility_pct", "volume_surge_ratio"]);
        words.Single(w => w!["const"]!.GetValue<string>() == "rsi")!["description"]!.GetValue<string>().ShouldBe("The rsi (%).");
    }

    [Fact]
    public void Condition_type_decides_the_parameters_with_their_defaults_and_ranges()
    {
        var rules = Schema(DocumentKind.Strategy)["definitions"]!["condition"]!["allOf"]!.AsArray();

        var rsi = rules.Single(r => r!["if"]!["properties"]!["condition_type"]?["const"]?.GetValue<string>() == "rsi")!["then"]!["properties"]!["parameters"]!;

        rsi["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        rsi["properties"]!.AsObject().Select(p => p.Key).ShouldBe(["period", "interval"]);
        rsi["properties"]!["period"]!.ToJsonString().ShouldBe("""{"type":"integer","description":"The period.","minimum":1,"default":14}""");
    }

    [Fact]
    public void Session_schema_offers_the_plugins_strategies_and_slippage_models()
    {
        var definitions = Schema(DocumentKind.Session)["definitions"]!;

        definitions["plugin_strategy"]!["properties"]!["plugin"]!["enum"]!.ToJsonString().ShouldBe("""["acme.strategies/faulty","acme.strategies/steady"]""");
        definitions["slippage_model"]!["properties"]!["plugin"]!["enum"]!.ToJsonString().ShouldBe("""["acme.models/depth"]""");
    }

    [Fact]
    public void Schema_of_an_instrument_is_the_shipped_one() =>
        JsonNode.DeepEquals(Schema(DocumentKind.Instrument), ShippedSchema.Parse(DocumentKind.Instrument)).ShouldBeTrue();

    private static JsonNode Schema(DocumentKind kind) => JsonNode.Parse(TestComponents.Reader().EditorSchema(kind))!;
}
