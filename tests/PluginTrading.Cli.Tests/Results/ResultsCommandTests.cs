using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests.Results;

public sealed class ResultsCommandTests(StoreWithRuns store) : IClassFixture<StoreWithRuns>
{
    [Fact]
    public void List_shows_the_newest_run_first_each_on_a_line_of_its_own()
    {
        var (exitCode, output, _) = CliProcess.Run(AppContext.BaseDirectory, "results", "list", "--store", store.File);

        exitCode.ShouldBe(0);
        var rows = output.Split('\n').Where(line => line.Contains("backtest", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldMatch(@"^\s+2 .*\[alone\].*data/other.*-20\.00 %.*-200\.00.*cancelled");
        rows[1].ShouldMatch(@"^\s+1 .*pump_dump_detection, breakout, ""fast"".*BTC_USDT, ETH_USDT.*data/btc_2021-01-14.* 15 ");
        output.ShouldNotContain('\u001b');
    }

    [Fact]
    public void List_keeps_to_its_limit() =>
        JsonDocument.Parse(CliProcess.Run(AppContext.BaseDirectory, "results", "list", "--store", store.File, "--limit", "1", "--json").Output)
            .RootElement.EnumerateArray().Select(run => run.GetProperty("session_id").GetInt64()).ShouldBe([2]);

    [Theory]
    [InlineData("--strategy", "[alone]", 2)]
    [InlineData("--strategy", "pump_dump_detection", 1)]
    [InlineData("--data", "sha256:00", 2)]
    [InlineData("--data", "sha256:01", 0)]
    public void List_shows_the_runs_of_a_strategy_or_of_a_data_set(string option, string value, int run)
    {
        var (exitCode, output, _) = CliProcess.Run(AppContext.BaseDirectory, "results", "list", "--store", store.File, option, value, "--json");

        exitCode.ShouldBe(0);
        JsonDocument.Parse(output).RootElement.EnumerateArray().Select(r => r.GetProperty("session_id").GetInt32()).ShouldBe(run == 0 ? [] : [run]);
    }

    [Fact]
    public void Show_has_figures_strategies_warnings_and_the_newest_trades()
    {
        var (exitCode, output, _) = CliProcess.Run(AppContext.BaseDirectory, "results", "show", "1", "--store", store.File, "--trades", "3");

        exitCode.ShouldBe(0);
        output.ShouldContain("2021-01-14 21:00:00 – 2021-01-15");
        output.ShouldContain("warning: Trades were made from klines");
        output.ShouldMatch(@"session\s+pump_dump_detection\s+breakout, ""fast""");
        output.ShouldContain("… and 12 more before them with --trades");
        output.Split('\n').Count(line => line.Contains(" SHORT ", StringComparison.Ordinal)).ShouldBe(3);
        output.ShouldNotContain('\u001b');
    }

    [Fact]
    public void Show_warns_of_a_run_that_was_cancelled_or_halted()
    {
        var output = CliProcess.Run(AppContext.BaseDirectory, "results", "show", "2", "--store", store.File).Output;

        output.ShouldContain("warning: Cancelled before the end of the data");
        output.ShouldContain("warning: The kill switch fell at 1970-01-01 00:00:00 (max_drawdown_pct limit 10, actual 20)");
        output.ShouldContain("[alone]");
        output.ShouldContain("No trades.");
    }

    [Fact]
    public void Show_as_json_has_every_trade_and_every_digit()
    {
        var (exitCode, output, _) = CliProcess.Run(AppContext.BaseDirectory, "results", "show", "1", "--store", store.File, "--json");

        exitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(output);
        var trades = new SampleRun().Effects.OfType<Trade>().ToList();
        json.RootElement.GetProperty("trades").EnumerateArray().Select(trade => trade.GetProperty("pnl").GetDecimal()).ShouldBe(trades.Select(trade => trade.Pnl));
        json.RootElement.GetProperty("summary").GetProperty("total_trades").GetInt64().ShouldBe(trades.Count);
        json.RootElement.GetProperty("summary").GetProperty("strategies").GetProperty("pump_dump_detection").GetProperty("max_drawdown_pct").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Compare_puts_runs_side_by_side_and_says_what_makes_it_unfair()
    {
        var (exitCode, output, _) = CliProcess.Run(AppContext.BaseDirectory, "results", "compare", "1", "2", "--store", store.File);

        exitCode.ShouldBe(0);
        output.ShouldMatch(@"run 1\s+run 2");
        output.ShouldMatch(@"1 pump_dump_detection\s+1 breakout, ""fast""\s+2 \[alone\]");
        output.ShouldContain("warning: the runs are not on the same data.");
        output.ShouldMatch(@"Return\s+-1\.\d\d %\s+-20\.00 %");
    }

    [Fact]
    public void Compare_of_one_run_compares_its_strategies()
    {
        var output = CliProcess.Run(AppContext.BaseDirectory, "results", "compare", "1", "--store", store.File).Output;

        output.ShouldMatch(@"pump_dump_detection\s+breakout, ""fast""");
        output.ShouldNotContain("not on the same data");
    }

    [Theory]
    [InlineData("show", "9")]
    [InlineData("compare", "1", "9")]
    public void A_run_that_does_not_exist_is_named_with_exit_code_1(params string[] arguments)
    {
        var (exitCode, output, error) = CliProcess.Run(AppContext.BaseDirectory, ["results", .. arguments, "--store", store.File]);

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldBe("There is no run 9; the newest is 2, 'results list' shows them.\n");
    }

    [Fact]
    public void A_store_that_does_not_exist_is_named_with_exit_code_2()
    {
        var (exitCode, _, error) = CliProcess.Run(AppContext.BaseDirectory, "results", "list", "--store", store.NoFile);

        exitCode.ShouldBe(2);
        error.ShouldContain(store.NoFile);
        error.ShouldContain("no results are stored there yet");
        File.Exists(store.NoFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("show", "first")]
    [InlineData("show")]
    [InlineData("list", "--limit", "0")]
    public void What_cannot_be_understood_has_exit_code_2(params string[] arguments) =>
        CliProcess.Run(AppContext.BaseDirectory, ["results", .. arguments, "--store", store.File]).ExitCode.ShouldBe(2);

    [Fact]
    public void Help_has_examples() =>
        CliProcess.Run(AppContext.BaseDirectory, "results", "compare", "--help").Output.ShouldContain("plugintrading results compare 6 7");
}
