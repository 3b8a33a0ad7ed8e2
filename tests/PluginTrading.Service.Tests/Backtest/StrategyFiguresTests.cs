using PluginTrading.Results;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Simulation;
using static PluginTrading.Sdk.Strategies.StrategyWords;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>Figures of strategies, over curves that the engine made.</summary>
public sealed class StrategyFiguresTests
{
    [Fact]
    public void The_only_strategy_of_a_run_has_the_figures_of_the_session_to_the_last_digit()
    {
        var scenario = Played([Scenario.Strategy with { SignalCancellation = null, CloseOrderDetection = Any(Value("price") >= 125), Limits = new() { BaseSize = 0.7m } }]);
        var result = ResultOf(scenario);

        result.Session.TotalTrades.ShouldBeGreaterThan(3);
        result.Session.MaxDrawdownPct!.Value.ShouldBeGreaterThan(0);
        result.Session.SharpeRatio.ShouldNotBeNull();
        result.Session.CalmarRatio.ShouldNotBeNull();
        result.Strategies.Single().Value.ShouldBe(result.Session);
    }

    [Fact]
    public void Profits_of_the_strategies_of_a_run_add_up_to_that_of_the_session()
    {
        var late = Scenario.Strategy with { Name = "late", SignalDetection = All(Value("price") >= 112), EntryConditions = All(Value("price") >= 115) };
        var result = ResultOf(Played([Scenario.Strategy with { CloseOrderDetection = Any(Value("price") >= 118) }, late]));

        result.Strategies.ShouldAllBe(strategy => strategy.Value.TotalTrades > 0);
        var sum = result.Strategies.Sum(strategy => strategy.Value.TotalPnl);
        Math.Abs(sum - result.Session.TotalPnl).ShouldBeLessThan(1e-20m, "28 digits, added in another order");
    }

    /// <summary>Three days of a price that swings between 85 and 135, filled in parts and with drawn slippage.</summary>
    private static Scenario Played(IReadOnlyList<StrategyDefinition> strategies)
    {
        var scenario = new Scenario
        {
            Settings = new() { Strategies = strategies, Instruments = [Scenario.Instrument], InitialBalance = 1000 },
            Execution = new() { Slippage = new UniformSlippage(0.01, 0.1), MaxParticipation = 0.3m },
        };
        for (var step = 0; step < 3 * 24 * 60; step++)
            scenario.Trade(step * 60, Math.Round(110 + (25 * Math.Sin(step / 150.0)) + (step % 7 * 0.1), 1), 1 + (step % 5));
        return scenario.Play();
    }

    private static RunResult ResultOf(Scenario scenario)
    {
        var tracker = new PerformanceTracker(new RunDescription
        {
            StrategyNames = [.. scenario.Settings.Strategies.Select(strategy => strategy.Name)],
            Symbols = [Scenario.Instrument.Symbol],
            QuoteCurrency = "USDT",
            InitialBalance = scenario.Settings.InitialBalance,
        });
        foreach (var effect in scenario.Effects)
            tracker.Take(effect);
        return tracker.Result(new RunEnd { Events = scenario.Run.Events, FirstTime = scenario.Run.FirstTime, LastTime = scenario.Run.LastTime });
    }
}
