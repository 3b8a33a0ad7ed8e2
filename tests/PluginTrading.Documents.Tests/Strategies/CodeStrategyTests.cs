using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Strategies;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Strategies;

/// <summary>Strategies of plugins and scripts are checked like documents.</summary>
public sealed class CodeStrategyTests
{
    [Fact]
    public void Strategy_of_a_plugin_is_taken_as_it_is()
    {
        var session = Read("""[{ "plugin": "acme.strategies/steady" }]""", null).Value.ShouldNotBeNull();

        session.Strategies.ShouldHaveSingleItem().Plugin.ShouldBe("acme.strategies/steady");
        session.Strategies[0].File.ShouldBeNull();
        session.Strategies[0].Definition.Name.ShouldBe("steady");
        session.Strategies[0].Definition.Limits.BaseSize.ShouldBe(0.1m);
        session.Strategies[0].Definition.SignalDetection.ShouldBeOfType<ConditionSection>();
    }

    [Fact]
    public void Condition_of_code_that_is_always_true_is_reported_where_the_session_names_the_strategy() =>
        Findings("""[{ "plugin": "acme.strategies/faulty" }]""").ShouldHaveSingleItem().ShouldBe(
            "4:30 warning PT1303 the plugin's strategy 'acme.strategies/faulty': 'rsi' is from 0 to 100, so lte 180 is true whenever the value is ready (at $.signal_detection.conditions[1].value) (at $.strategies[0].plugin)");

    [Theory]
    [InlineData("acme.strategies/stedy", "no loaded plugin provides the strategy 'acme.strategies/stedy'; did you mean 'acme.strategies/steady'?")]
    [InlineData("other/x", "no loaded plugin provides the strategy 'other/x'; provided are 'acme.strategies/faulty', 'acme.strategies/steady'")]
    public void Unknown_strategy_is_an_error(string name, string expected) =>
        Findings($$"""[{ "plugin": "{{name}}" }]""").ShouldHaveSingleItem().ShouldBe($"4:30 error PT1204 {expected} (at $.strategies[0].plugin)");

    [Fact]
    public void Script_that_is_a_whole_strategy_is_read_and_checked()
    {
        var result = Read("""["steady.csx"]""", new DocumentScript { DefineStrategy = () => TestComponents.Steady(80) });

        result.Diagnostics.ShouldBeEmpty();
        result.Value!.Strategies.ShouldHaveSingleItem().File.ShouldNotBeNull().ShouldEndWith("steady.csx");
    }

    [Fact]
    public void Script_with_an_impossible_number_is_an_error() =>
        Findings("""["steady.csx"]""", new DocumentScript { DefineStrategy = () => TestComponents.Steady(double.NaN) }).ShouldHaveSingleItem()
            .ShouldStartWith("4:18 error PT1103 the script 'steady.csx': 'value' is null; expected is a number or a list (at $.signal_detection.conditions[1].value)");

    [Fact]
    public void Script_with_a_limit_out_of_range_is_an_error() =>
        Findings("""["steady.csx"]""", new DocumentScript { DefineStrategy = () => TestComponents.Steady(80) with { Limits = new StrategyLimits { BaseSize = 0.1m, Leverage = 201 } } })
            .ShouldHaveSingleItem().ShouldStartWith("4:18 error PT1105 the script 'steady.csx': 'leverage' is 201; allowed is a whole number ≥ 1 and ≤ 200");

    [Fact]
    public void Script_that_throws_while_it_makes_its_strategy_is_an_error() =>
        Findings("""["steady.csx"]""", new DocumentScript { DefineStrategy = () => throw new FormatException("bad digit") }).ShouldHaveSingleItem()
            .ShouldBe("4:18 error PT1206 the script 'steady.csx' failed while it was made: bad digit (at $.strategies[0])");

    [Fact]
    public void Script_that_is_a_section_is_no_strategy_of_a_session() =>
        Findings("""["steady.csx"]""", new DocumentScript { CreateSection = () => new TestSection.Section() }).ShouldHaveSingleItem()
            .ShouldBe("4:18 error PT1206 a session needs whole strategies, and 'steady.csx' holds one section; name it in a strategy document (at $.strategies[0])");

    [Fact]
    public void Compiler_errors_are_reported_in_the_script_and_where_the_session_names_it()
    {
        var script = new DocumentScript
        {
            Findings =
            [
                new ScriptFinding { IsError = true, Code = "CS0103", File = "steady.csx", Line = 7, Column = 3, Message = "The name 'x' does not exist." },
                new ScriptFinding { IsError = false, Code = "CS0219", File = "steady.csx", Line = 2, Column = 5, Message = "'y' is never used." },
            ],
        };

        var found = Read("""["steady.csx"]""", script).Diagnostics;

        found.Select(d => $"{Path.GetFileName(d.File)}:{TestDocument.Short(d)}").ShouldBe(
        [
            "session.json:4:18 error PT1206 the script 'steady.csx' has 1 error (at $.strategies[0])",
            "steady.csx:2:5 warning PT1206 CS0219: 'y' is never used. (at )",
            "steady.csx:7:3 error PT1206 CS0103: The name 'x' does not exist. (at )",
        ], Case.Sensitive);
    }

    private static IReadOnlyList<string> Findings(string strategies, DocumentScript? script = null) => [.. Read(strategies, script).Diagnostics.Select(TestDocument.Short)];

    private static DocumentResult<Documents.Sessions.SessionDocument> Read(string strategies, DocumentScript? script)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("steady.csx"), "");
        File.WriteAllText(folder.File("session.json"), TestDocument.SessionWith("[\"pump_dump_detection.json\"]", strategies));
        var reader = TestComponents.Reader(script is null ? null : new TestScripts(("steady.csx", script)));
        var result = reader.ReadSession(folder.File("session.json"));
        result.Diagnostics.ShouldAllBe(d => d.Rule != DiagnosticRule.SchemaMismatch);
        return result;
    }
}
