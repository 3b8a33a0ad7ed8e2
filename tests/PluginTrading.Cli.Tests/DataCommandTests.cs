using System.Text.Json;
using PluginTrading.Data;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary>The commands under <c>data</c>, as typed.</summary>
[Collection(nameof(ConsoleRun))]
public sealed class DataCommandTests : IDisposable
{
    private const string Trades = "ts_ms,side,price,amount\n1610658000123,b,0.0000081,684.13\n1610658000124,s,0.00000809,1\n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _instrument;
    private readonly string _set;

    public DataCommandTests()
    {
        _set = _folder.File("set");
        _instrument = Write("nas.json", """{ "symbol": "NAS_BTC", "base": "NAS", "quote": "BTC", "price_tick": "0.00000001", "quantity_step": "0.01" }""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_tells_what_was_read_and_how()
    {
        var file = Write("a.csv", Trades);

        var run = Import(file);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Lines.ShouldBe(
        [
            $"{file}: 2 rows of trades, 2 events",
            "  columns: time=ts_ms, price=price, quantity=amount, side=side; a time in milliseconds since 1970, from 2000 to 2100",
            $"Imported 2 events of NAS_BTC into {_set}.",
        ]);
    }

    [Fact]
    public void Columns_of_the_command_line_are_used()
    {
        var file = Write("a.csv", "when,prize,worth,amount\n1610658000123,9,5,2\n");

        var run = Import(file, "--columns", "time=when,price=worth,quantity=amount,side=-");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("columns: time=when, price=worth, quantity=amount; a time in milliseconds");
    }

    [Fact]
    public void Bad_rows_go_to_standard_error_with_their_lines_and_give_exit_code_1()
    {
        var file = Write("a.csv", Trades + "1610658000125,s,NaN,1\n1610658000125,s,1,-1\n");

        var run = Import(file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldBe(
        [
            $"{file}:4:price: is 'NaN', not finite; expected a finite number > 0.",
            $"{file}:5:amount: is -1; expected a finite number > 0.",
            $"Refused: 2 problems; nothing was written to {_set}. --drop-bad leaves bad rows out.",
        ]);
        run.Output.ShouldNotContain("Imported");
        Directory.Exists(_set).ShouldBeFalse();
    }

    [Fact]
    public void Bad_rows_are_left_out_on_request_and_still_told()
    {
        var run = Import(Write("a.csv", Trades + "1610658000125,s,NaN,1\n"), "--drop-bad");

        run.ExitCode.ShouldBe(0);
        run.Lines[^1].ShouldBe($"Imported 2 events of NAS_BTC into {_set}; 1 bad row was dropped.");
        run.ErrorLines.Single().ShouldEndWith("a.csv:4:price: is 'NaN', not finite; expected a finite number > 0.");
    }

    [Fact]
    public void Many_bad_rows_are_told_in_part_and_counted()
    {
        var run = Import(Write("a.csv", Trades + string.Concat(Enumerable.Repeat("x,s,1,1\n", 30))));

        run.ErrorLines.Count.ShouldBe(22);
        run.ErrorLines[^2].ShouldBe("… and 10 more");
        run.ErrorLines[^1].ShouldStartWith("Refused: 30 problems;");
    }

    [Fact]
    public void Truncated_gzip_gives_exit_code_1_and_no_data_set()
    {
        var path = _folder.File("a.csv.gz");
        using (var stream = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
            stream.Write(System.Text.Encoding.UTF8.GetBytes(Trades));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]);

        var run = Import(path);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("cannot be read: the file is damaged or truncated from here on");
        run.ErrorLines[^1].ShouldBe($"Refused: 1 problem; nothing was written to {_set}.");
        Directory.Exists(_set).ShouldBeFalse();
    }

    [Fact]
    public void Without_an_instrument_a_file_to_begin_with_is_shown_that_works_as_it_is()
    {
        var file = Write("a.csv", Trades);

        var run = ConsoleRun.Of("data", "import", file, "--symbol", "NAS_BTC", "--out", _set);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"{_set}: does not know the rules of NAS_BTC. Save this as nas_btc.json");
        var proposal = Write("nas_btc.json", run.Error[run.Error.IndexOf('{', StringComparison.Ordinal)..]);
        ConsoleRun.Of("validate", proposal).ExitCode.ShouldBe(0);
        ConsoleRun.Of("data", "import", file, "--symbol", "NAS_BTC", "--out", _set, "--instrument", proposal).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Instrument_file_that_is_missing_is_told_with_the_way_to_one()
    {
        var run = ConsoleRun.Of("data", "import", Write("a.csv", Trades), "--symbol", "NAS_BTC", "--out", _set, "--instrument", _folder.File("none.json"));

        run.ExitCode.ShouldBe(2);
        run.ErrorLines.Single().ShouldEndWith("none.json: there is no such file; expected the rules of a contract as JSON. Leave --instrument out to be shown a file to begin with.");
    }

    [Fact]
    public void Instrument_file_with_errors_is_told_with_all_of_them()
    {
        File.WriteAllText(_instrument, """{ "symbol": "NAS_BTC", "base": "NAS", "quote": "BTC", "prize_tick": 1 }""");

        var run = Import(Write("a.csv", Trades));

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Where(l => l.StartsWith(_instrument, StringComparison.Ordinal)).ShouldBe(
        [
            $"{_instrument}:1:1: error PT1102: 'price_tick' is missing: Order prices are multiples of this, > 0 (at $)",
            $"{_instrument}:1:1: error PT1102: 'quantity_step' is missing: Order quantities are multiples of this, base asset, > 0 (at $)",
            $"{_instrument}:1:55: error PT1101: there is no field 'prize_tick' here; did you mean 'price_tick'? (at $.prize_tick)",
        ]);
        Directory.Exists(_set).ShouldBeFalse();
    }

    [Fact]
    public void File_that_is_missing_gives_exit_code_2()
    {
        var run = Import(_folder.File("none.csv"));

        run.ExitCode.ShouldBe(2);
        run.ErrorLines.Single().ShouldEndWith("none.csv: does not exist; expected a CSV file, plain, gzip or zip.");
    }

    [Theory]
    [InlineData("--columns", "tiem=ts_ms", "--columns has 'tiem=ts_ms'; expected NAME=COLUMN, NAME one of time, price, quantity,")]
    [InlineData("--columns", "time", "--columns has 'time'; expected NAME=COLUMN")]
    [InlineData("--columns", "time=a,time=b", "--columns names time twice; expected each once.")]
    [InlineData("--kind", "candles", "--kind is 'candles'; expected trades, klines, quotes, marks or funding.")]
    [InlineData("--kind", "7", "--kind is '7'; expected trades, klines, quotes, marks or funding.")]
    [InlineData("--where", "exchange", "--where is 'exchange'; expected COLUMN=VALUE.")]
    [InlineData("--quantity-unit", "lots", "--quantity-unit is 'lots'; expected base or contracts.")]
    [InlineData("--time-format", "fortnights", "the time format 'fortnights' is unknown; expected s, ms, us, ns, iso or a .NET date pattern such as 'dd/MM/yyyy HH:mm:ss'.")]
    [InlineData("--kline-seconds", "-1", "Klines of -1 s were asked for; expected a number > 0 and at most 31 days.")]
    [InlineData("--symbl", "x", "Unknown option 'symbl'.")]
    public void Wrong_argument_is_told_on_standard_error_and_gives_an_exit_code(string option, string value, string problem)
    {
        var run = Import(Write("a.csv", Trades), option, value);

        run.ExitCode.ShouldBe(option is "--time-format" or "--kline-seconds" ? 1 : 2);
        run.Error.ShouldStartWith(problem);
        run.Output.ShouldBeEmpty();
        Directory.Exists(_set).ShouldBeFalse();
    }

    [Fact]
    public void Missing_option_is_told_on_standard_error()
    {
        var run = ConsoleRun.Of("data", "import", Write("a.csv", Trades), "--out", _set);

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("missing required option 'symbol'");
    }

    [Fact]
    public void Same_file_again_is_told_and_changes_nothing()
    {
        var file = Write("a.csv", Trades);
        Import(file);
        var digest = DataSet.Open(_set).Digest;

        var run = Import(file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Single().ShouldStartWith($"{_set} already has 2 trades of NAS_BTC on 2021-01-14 (from 2021-01-14T21:00:00.123000000Z to 2021-01-14T21:00:00.124000000Z, imported from a.csv)");
        DataSet.Open(_set).Digest.ShouldBe(digest);
    }

    [Fact]
    public void Info_shows_what_is_there()
    {
        Import(Write("a.csv", Trades));

        var run = ConsoleRun.Of("data", "info", _set, "--verify");

        run.ExitCode.ShouldBe(0);
        run.Lines[0].ShouldBe("symbol   kind    rows  first (UTC)          last (UTC)           days  longest gap   MB");
        run.Lines[1].ShouldStartWith("NAS_BTC  trades     2  2021-01-14 21:00:00  2021-01-14 21:00:00  1     0:00:00");
        run.Lines[^2].ShouldBe($"digest {DataSet.Open(_set).Digest}");
        run.Lines[^1].ShouldBe("The file is as the manifest says.");
    }

    [Fact]
    public void Info_as_json_is_json_and_nothing_else()
    {
        Import(Write("a.csv", Trades));

        var root = JsonDocument.Parse(ConsoleRun.Of("data", "info", _set, "--json", "--verify").Output).RootElement;

        root.GetProperty("digest").GetString().ShouldBe(DataSet.Open(_set).Digest);
        root.GetProperty("verified").GetBoolean().ShouldBeTrue();
        var series = root.GetProperty("series").EnumerateArray().Single();
        (series.GetProperty("symbol").GetString(), series.GetProperty("kind").GetString(), series.GetProperty("rows").GetInt64()).ShouldBe(("NAS_BTC", "trades", 2));
    }

    [Fact]
    public void Info_of_a_damaged_data_set_names_the_file_and_gives_exit_code_1()
    {
        Import(Write("a.csv", Trades));
        var file = Directory.GetFiles(_set, "*.arrow", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(file, [.. File.ReadAllBytes(file).Reverse()]);

        var run = ConsoleRun.Of("data", "info", _set, "--verify");

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Single().ShouldStartWith($"{file}: SHA-256 is ");
    }

    [Fact]
    public void Info_of_a_folder_that_is_none_gives_exit_code_1()
    {
        var run = ConsoleRun.Of("data", "info", _set);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Single().ShouldBe($"{_set}: does not exist; expected the folder of a data set. Make one with 'plugintrading data import' or 'plugintrading data generate'.");
    }

    [Fact]
    public void Generate_makes_a_data_set()
    {
        var run = ConsoleRun.Of("data", "generate", "--out", _set, "--days", "1", "--seed", "7", "--trades-per-second", "0.1");

        run.ExitCode.ShouldBe(0);
        run.Lines.ShouldBe([$"Made {DataSet.Open(_set).EventCount} events of PUMP_USDT in {_set} (seed 7)."]);
    }

    [Fact]
    public void Generate_tells_a_setting_out_of_range()
    {
        var run = ConsoleRun.Of("data", "generate", "--out", _set, "--days", "0");

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldBe(["days is 0; expected 1 to 3650."]);
    }

    [Theory]
    [InlineData("data", "import")]
    [InlineData("data", "info")]
    [InlineData("data", "generate")]
    public void Help_has_an_example(string branch, string command)
    {
        var run = ConsoleRun.Of(branch, command, "--help");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain($"plugintrading {branch} {command} ");
        run.Output.ShouldContain("EXAMPLES:");
    }

    private ConsoleRun Import(string file, params string[] more) =>
        ConsoleRun.Of(["data", "import", file, "--symbol", "NAS_BTC", "--instrument", _instrument, "--out", _set, .. more]);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
