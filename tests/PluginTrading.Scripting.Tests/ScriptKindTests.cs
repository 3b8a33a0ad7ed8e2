using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Scripting.Tests;

/// <summary>What a script may hold, and that each use of it is independent.</summary>
public sealed class ScriptKindTests : IDisposable
{
    private readonly ScriptFolder _scripts = new();

    public void Dispose() => _scripts.Dispose();

    [Theory]
    [InlineData("section.csx", ScriptTexts.CountingSection)]
    [InlineData("section.cs", ScriptTexts.CountingClass)]
    public void A_section_keeps_its_own_state_between_evaluations(string name, string text)
    {
        var create = _scripts.Section(name, text);

        Evaluations(create()).ShouldBe([false, false, true, true]);
        Evaluations(create()).ShouldBe([false, false, true, true]);
    }

    [Theory]
    [InlineData("strategy.csx", ScriptTexts.Strategy)]
    [InlineData("strategy.cs", ScriptTexts.StrategyClass)]
    public void A_whole_strategy_says_what_was_written(string name, string text)
    {
        var strategy = _scripts.Strategy(name, text);

        strategy.Name.ShouldBe("steady");
        strategy.Direction.ShouldBe(Direction.Long);
        strategy.Limits.ShouldBe(new StrategyLimits { BaseSize = 0.1m, Leverage = 2 });
        var signal = strategy.SignalDetection.ShouldBeOfType<ConditionSection>().Group;
        signal.Logic.ShouldBe(ConditionLogic.All);
        var rsi = signal.Conditions[0].ShouldBeOfType<Condition>();
        rsi.Indicator.Name.ShouldBe("rsi");
        rsi.Indicator.Parameters.ShouldBe([("period", 7.0)]);
        (rsi.Operator, rsi.Value).ShouldBe((ConditionOperator.Gte, 60));
        strategy.SignalCancellation.ShouldBeNull();
        strategy.EntryConditions.ShouldBeOfType<CodeSection>().MinConfidence.ShouldBe(0.5);
        strategy.EmergencyExit!.CooldownSeconds.ShouldBe(60);
    }

    [Theory]
    [InlineData("strategy.csx", ScriptTexts.Strategy)]
    [InlineData("strategy.cs", ScriptTexts.StrategyClass)]
    public void Sections_of_code_of_a_strategy_share_nothing_between_symbols(string name, string text)
    {
        var code = _scripts.Strategy(name, text).EntryConditions.ShouldBeOfType<CodeSection>();

        Evaluations(code.Create()).ShouldBe([false, false, true, true]);
        Evaluations(code.Create()).ShouldBe([false, false, true, true]);
    }

    [Fact]
    public void Code_may_return_a_class_of_its_own_and_end_without_return()
    {
        var create = _scripts.Section("section.csx", """
            sealed class Always : IStrategySection
            {
                public SectionResult Evaluate(SectionContext context) => SectionResult.True(0.75);
            }

            new Always()
            """);

        create().Evaluate(null!).Confidence.ShouldBe(0.75);
    }

    [Fact]
    public void A_section_is_not_a_strategy_and_the_other_way_round()
    {
        var compiler = new ScriptCompiler(new());

        var section = compiler.CompileStrategy(_scripts.Write("section.csx", ScriptTexts.CountingSection));
        section.Value.ShouldBeNull();
        section.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The script holds a section; a whole strategy (StrategyDefinition) is expected.");

        var strategy = compiler.CompileSection(_scripts.Write("strategy.csx", ScriptTexts.Strategy));
        strategy.Value.ShouldBeNull();
        strategy.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The script holds a whole strategy; a section is expected.");
    }

    [Fact]
    public void A_call_is_plain_code_that_allocates_nothing()
    {
        var section = _scripts.Section("section.csx", ScriptTexts.CountingSection)();
        Evaluations(section);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            section.Evaluate(null!);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static List<bool> Evaluations(IStrategySection section)
    {
        section.Initialize(null!);
        return [.. Enumerable.Range(0, 4).Select(_ => section.Evaluate(null!).IsTrue)];
    }
}
