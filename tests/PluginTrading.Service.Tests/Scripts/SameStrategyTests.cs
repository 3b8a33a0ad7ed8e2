using PluginTrading.Engine.Effects;

namespace PluginTrading.Service.Tests.Scripts;

/// <summary>One strategy as a document, a script, a file-based program and a plugin.</summary>
public sealed class SameStrategyTests(SampleStrategies samples) : IClassFixture<SampleStrategies>
{
    private const string Document = "pump_dump_detection.json";

    [Theory]
    [InlineData("pump_dump_detection.csx")]
    [InlineData("pump_dump_detection.cs")]
    [InlineData("plugintrading.samples.pump-and-dump/pump_dump_detection")]
    public void Code_defines_the_strategy_of_the_document(string code)
    {
        var written = samples.Session(Document).Strategies.ShouldHaveSingleItem().Definition;
        var coded = samples.Session(code).Strategies.ShouldHaveSingleItem().Definition;

        DefinitionText.Of(coded).ShouldBe(DefinitionText.Of(written));
    }

    [Theory]
    [InlineData("pump_dump_detection.csx")]
    [InlineData("pump_dump_detection.cs")]
    [InlineData("plugintrading.samples.pump-and-dump/pump_dump_detection")]
    public async Task Code_does_what_the_document_does(string code)
    {
        var written = await samples.PlayAsync(samples.Session(Document));
        var coded = await samples.PlayAsync(samples.Session(code));

        written.OfType<Trade>().Count().ShouldBeGreaterThan(1);
        coded.Select(Text).ShouldBe(written.Select(Text));
    }

    [Fact]
    public async Task A_document_whose_entry_section_is_a_script_trades()
    {
        var effects = await samples.PlayAsync(samples.Session("momentum_long.json"));

        effects.OfType<Trade>().Count().ShouldBeGreaterThan(1);
        var entry = effects.OfType<Transition>().First(t => t.Section == SectionKind.Z1);
        entry.IndicatorValues.ShouldContain("\"drawdown_pct(t1=60)\":");
        entry.IndicatorValues.ShouldContain("\"velocity(t1=5,t2=0)\":");
        entry.Confidence.ShouldNotBeNull().ShouldBeInRange(0.5, 1);
        effects.OfType<Transition>().Count(t => t.Section == SectionKind.S1).ShouldBeGreaterThan(effects.OfType<Trade>().Count());
    }

    // The order that a submit carries is a class; its request is the record.
    private static string Text(EngineEffect effect) => effect is SubmitOrder submit ? submit.Order.Request.ToString() : effect.ToString();
}
