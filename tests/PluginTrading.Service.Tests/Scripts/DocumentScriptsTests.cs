using PluginTrading.Documents;
using PluginTrading.Engine.Components;
using PluginTrading.Scripting;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Service.Scripts;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Scripts;

/// <summary>Documents that name scripts, with the real compiler behind them.</summary>
public sealed class DocumentScriptsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_section_of_a_document_becomes_the_scripts_code()
    {
        var result = Read("return Section(setup => context => SectionResult.Signal(PositionSide.Short, 0.75));");

        result.Diagnostics.ShouldBeEmpty();
        var section = result.Value!.SignalDetection.ShouldBeOfType<CodeSection>();
        section.MinConfidence.ShouldBe(0.6);
        var created = section.Create();
        created.Initialize(null!);
        created.Evaluate(null!).Confidence.ShouldBe(0.75);
    }

    [Fact]
    public void What_is_wrong_with_a_script_is_told_at_its_place_and_where_the_document_names_it()
    {
        var result = Read("var started = DateTime.UtcNow;\nreturn Section(setup => context => tru);");

        result.Value.ShouldBeNull();
        result.Diagnostics.Select(d => $"{Path.GetFileName(d.File)}:{d.Line}:{d.Column} {d.Message}").ShouldBe([
            "strategy.json:2:35 the script 'signal.csx' has 1 error",
            "signal.csx:2:36 CS0103: The name 'tru' does not exist in the current context",
        ]);
    }

    [Fact]
    public void A_whole_strategy_is_no_section()
    {
        var result = Read("return new StrategyDefinition { Name = \"x\", Direction = Direction.Long, Limits = new() { BaseSize = 1 }, SignalDetection = All(Value(\"price\") > 1), "
            + "EntryConditions = All(Value(\"price\") > 1), CloseOrderDetection = All(Value(\"price\") > 2) };");

        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("is a whole strategy, not a section");
    }

    private DocumentResult<StrategyDefinition> Read(string script)
    {
        File.WriteAllText(_folder.File("signal.csx"), script);
        File.WriteAllText(_folder.File("strategy.json"), """
            { "strategy_name": "scripted", "direction": "BOTH", "global_limits": { "base_size": 0.1 },
              "signal_detection": { "script": "signal.csx", "min_confidence": 0.6 },
              "entry_conditions": { "conditions": [{ "condition_type": "price", "operator": "gt", "value": 1 }] },
              "close_order_detection": { "conditions": [{ "condition_type": "unrealized_pnl_pct", "operator": "gte", "value": 5 }] } }
            """);
        return new DocumentReader(new ComponentCatalog(), new DocumentScripts(new ScriptCompiler(new()))).ReadStrategy(_folder.File("strategy.json"));
    }
}
