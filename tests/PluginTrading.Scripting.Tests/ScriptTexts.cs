namespace PluginTrading.Scripting.Tests;

/// <summary>Scripts that more than one test uses.</summary>
internal static class ScriptTexts
{
    /// <summary>A section that is true from its third evaluation on.</summary>
    public const string CountingSection = """
        var count = 0;
        return Section(setup => context => ++count >= 3);
        """;

    /// <summary>The same as a class, beside what a file-based program needs for an editor.</summary>
    public const string CountingClass = """
        #:project ../../sdk/PluginTrading.Sdk
        #:property OutputType=Library
        using PluginTrading.Sdk.Strategies;

        public sealed class Counting : IStrategySection
        {
            private int _count;

            public SectionResult Evaluate(SectionContext context) => ++_count >= 3;
        }
        """;

    /// <summary>A strategy with one section of code.</summary>
    public const string Strategy = """
        var calls = 0;
        return new StrategyDefinition
        {
            Name = "steady",
            Direction = Direction.Long,
            Limits = new() { BaseSize = 0.1m, Leverage = 2 },
            SignalDetection = All(Indicator("rsi", ("period", 7)) >= 60, Value("price") > 10),
            EntryConditions = Code(setup => context => ++calls >= 3).WithMinConfidence(0.5),
            CloseOrderDetection = Any(Value("unrealized_pnl_pct").Outside(-5, 5)),
            EmergencyExit = Any(Indicator("price_momentum") <= -5).WithCooldown(60),
        };
        """;

    /// <summary>The same as a class.</summary>
    public const string StrategyClass = """
        using PluginTrading.Sdk.MarketData;
        using PluginTrading.Sdk.Strategies;
        using static PluginTrading.Sdk.Strategies.StrategyWords;

        namespace Acme;

        public sealed class Steady : IStrategyScript
        {
            private int _calls;

            public StrategyDefinition Define() => new()
            {
                Name = "steady",
                Direction = Direction.Long,
                Limits = new() { BaseSize = 0.1m, Leverage = 2 },
                SignalDetection = All(Indicator("rsi", ("period", 7)) >= 60, Value("price") > 10),
                EntryConditions = Code(setup => context => ++_calls >= 3).WithMinConfidence(0.5),
                CloseOrderDetection = Any(Value("unrealized_pnl_pct").Outside(-5, 5)),
                EmergencyExit = Any(Indicator("price_momentum") <= -5).WithCooldown(60),
            };
        }
        """;
}
