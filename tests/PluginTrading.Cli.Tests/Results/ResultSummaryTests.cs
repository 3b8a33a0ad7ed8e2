using PluginTrading.Cli.Results;
using PluginTrading.Engine.Effects;
using PluginTrading.Results.Performance;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;
using Spectre.Console;

namespace PluginTrading.Cli.Tests.Results;

public sealed class ResultSummaryTests
{
    [Fact]
    public void A_terminal_gets_colours_and_a_pipe_the_same_words_without_them()
    {
        var (colourful, plain) = (Summary(AnsiSupport.Yes), Summary(AnsiSupport.No));

        colourful.ShouldContain("\u001b[");
        plain.ShouldNotContain("\u001b[");
        System.Text.RegularExpressions.Regex.Replace(colourful, "\u001b\\[[0-9;]*m", "").ShouldBe(plain);
        plain.ShouldContain("▁");
    }

    [Fact]
    public void A_rising_curve_is_drawn_from_the_lower_left_to_the_upper_right() =>
        EquityPicture.Lines([.. Enumerable.Range(0, 16).Select(value => (double)value)], width: 16, height: 2).ShouldBe(
        [
            "15.00         ▁▂▃▄▅▆▇█",
            " 0.00 ▁▂▃▄▅▆▇█████████",
        ]);

    [Fact]
    public void A_flat_curve_is_one_line_and_none_is_none()
    {
        EquityPicture.Lines([5, 5, 5], width: 60, height: 4).ShouldBe(["5.00 ▁▁▁"]);
        EquityPicture.Lines([], width: 60, height: 4).ShouldBeEmpty();
    }

    [Fact]
    public void A_stored_curve_is_read_at_even_distances_in_time()
    {
        var values = EquityAtEvenDistances.Of([Point(0, 1), Point(90, 2), Point(100, 3)]);

        values[0].ShouldBe(1);
        values[^1].ShouldBe(3);
        values.Count(value => value == 1).ShouldBe(540, "nine tenths of the time");
        EquityAtEvenDistances.Of([Point(7, 4)]).ShouldBe([4]);
    }

    private static EquityPoint Point(long time, decimal equity) =>
        new() { Time = new Timestamp(time), Balance = equity, Equity = equity, DrawdownPct = 0m, StrategyEquity = [equity] };

    private static string Summary(AnsiSupport ansi)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi, ColorSystem = ansi == AnsiSupport.Yes ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        var run = new SampleRun();
        var tracker = new PerformanceTracker(SampleRun.Description);
        foreach (var effect in run.Effects)
            tracker.Take(effect);
        new ResultSummary(console).Write(tracker.Result(run.End), [.. run.Effects.OfType<Trade>().TakeLast(2)], [.. run.Effects.OfType<EquityPoint>().Select(point => (double)point.Equity)], "in trades.csv");
        return writer.ToString();
    }
}
