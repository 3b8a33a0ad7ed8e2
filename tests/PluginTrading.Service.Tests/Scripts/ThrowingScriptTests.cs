using PluginTrading.Engine;
using PluginTrading.Engine.Effects;
using PluginTrading.Scripting;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Service.Tests.Backtest;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Scripts;

/// <summary>A script that throws stops the run with the section, the strategy, the symbol, the time and the line.</summary>
public sealed class ThrowingScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("signal.csx", 6, """
        var events = 0;
        bool Decide()
        {
            events++;
            if (events == 1000)
                throw new InvalidOperationException("cannot go on");
            return false;
        }

        return Section(setup => context => Decide());
        """)]
    [InlineData("signal.cs", 10, """
        using PluginTrading.Sdk.Strategies;

        public sealed class Signal : IStrategySection
        {
            private int _events;

            public SectionResult Evaluate(SectionContext context)
            {
                if (++_events == 1000)
                    throw new InvalidOperationException("cannot go on");
                return false;
            }
        }
        """)]
    public void A_script_that_throws_on_its_thousandth_event_is_named_with_file_and_line(string name, int line, string text)
    {
        var scenario = Scenario.With(Scenario.Strategy with { SignalDetection = Section(name, text) });
        for (var second = 1; second <= 1100; second++)
            scenario.Trade(second, 100);

        var exception = Should.Throw<SectionException>(() => scenario.Play());

        exception.What.ShouldBe("section S1 of strategy 'test'");
        exception.Place.ShouldNotBeNull().ShouldStartWith($"{_folder.File(name)}:{line}:");
        exception.Message.ShouldBe(
            $"section S1 of strategy 'test' threw on ABC_USDT at {Scenario.At(1000)}: InvalidOperationException: cannot go on (at {exception.Place})");
        scenario.Effects.OfType<Signal>().ShouldBeEmpty();
    }

    [Fact]
    public void An_error_of_the_sdk_is_placed_where_the_script_called_it()
    {
        var section = Section("signal.csx", """
            return Section(setup =>
            {
                var price = setup.Indicator("price");
                return context => price.CrossesAbove(100);
            });
            """);

        var exception = Should.Throw<SectionException>(() => Scenario.With(Scenario.Strategy with { SignalDetection = section }).Trade(1, 100).Play());

        exception.Message.ShouldContain("Call KeepPrevious() on the reading of 'price'");
        exception.Place.ShouldNotBeNull().ShouldStartWith($"{_folder.File("signal.csx")}:4:");
    }

    [Fact]
    public void A_script_that_asks_for_an_unknown_indicator_is_named_before_the_first_event()
    {
        var section = Section("signal.csx", """
            return Section(setup =>
            {
                var rsi = setup.Indicator("rsy");
                return context => rsi.Value > 70;
            });
            """);

        var exception = Should.Throw<SectionException>(() => Scenario.With(Scenario.Strategy with { SignalDetection = section }).Play());

        exception.Message.ShouldStartWith("section S1 of strategy 'test' threw on ABC_USDT while it was set up: ArgumentException: There is no indicator 'rsy'");
        exception.Place.ShouldNotBeNull().ShouldStartWith($"{_folder.File("signal.csx")}:3:");
    }

    private CodeSection Section(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        var result = new ScriptCompiler(new() { CacheFolder = _folder.File("cache") }).CompileSection(_folder.File(name));
        result.Diagnostics.ShouldBeEmpty();
        return new CodeSection { Create = result.Value! };
    }
}
