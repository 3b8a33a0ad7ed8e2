using System.Text;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;

namespace PluginTrading.Documents.Tests.Schemas;

public sealed class DocumentKindTests
{
    [Theory]
    [InlineData("""{ "$schema": "../schemas/strategy.schema.json" }""", DocumentKind.Strategy)]
    [InlineData("""{ "$schema": "session.schema.json", "strategy_name": "x" }""", DocumentKind.Session)]
    [InlineData("""{ "$schema": "https://example.org/instrument.schema.json" }""", DocumentKind.Instrument)]
    [InlineData("""{ "$schema": "https://example.org/other.json", "price_tick": 1 }""", DocumentKind.Instrument)]
    [InlineData("""{ "signal_detection": {} }""", DocumentKind.Strategy)]
    [InlineData("""{ "session_type": "backtest" }""", DocumentKind.Session)]
    [InlineData("""{ "entry_type": "A.B" }""", DocumentKind.Plugin)]
    [InlineData("""{ "strategies": [] }""", DocumentKind.Session)]
    [InlineData("""{ "total_pnl": 1, "strategies": { "pump": {} } }""", null)]
    [InlineData("""{ "name": "x" }""", null)]
    [InlineData("[]", null)]
    [InlineData("3", null)]
    public void Kind_is_told_by_the_schema_else_by_the_fields(string text, DocumentKind? expected) =>
        DocumentKindOf.Source(JsonSourceReader.Read(Encoding.UTF8.GetBytes(text), new DiagnosticList("f"))!.Root).ShouldBe(expected);
}
