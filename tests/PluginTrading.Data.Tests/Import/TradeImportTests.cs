using PluginTrading.Data.Import;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Import;

public sealed class TradeImportTests : IDisposable
{
    private const string Plain = "ts_ms,side,price,amount\n1610658000123,b,0.0000081,684.13\n1610658000124,s,0.00000809,1\n";

    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Trades_are_read_back_as_they_were_written()
    {
        _scenario.EventsOf(Plain).Select(e => e.Text()).ShouldBe(
        [
            "0 2021-01-14T21:00:00.123000000Z trade 8.1E-06 684.13 Buy",
            "0 2021-01-14T21:00:00.124000000Z trade 8.09E-06 1 Sell",
        ]);
    }

    [Fact]
    public void Gzip_and_every_member_of_a_zip_are_unpacked()
    {
        var gzip = _scenario.WriteGzip("a.csv.gz", Plain);
        var zip = _scenario.WriteZip(
            "b.zip",
            ("2021-01-16.csv", "ts_ms,price,amount\n1610800000000,4,1\n"),
            ("2021-01-15.csv", "ts_ms,price,amount\n1610700000000,3,1\n"),
            ("LICENSE", "not data"));

        var report = _scenario.Import(gzip, zip);

        report.IsRefused.ShouldBeFalse();
        report.Sources.Select(s => Path.GetFileName(s.File)).ShouldBe(["a.csv.gz", "b.zip!2021-01-15.csv", "b.zip!2021-01-16.csv"]);
        _scenario.Events().Select(e => e.Price).ShouldBe([0.0000081, 0.00000809, 3, 4]);
    }

    [Fact]
    public void Gzip_of_several_members_is_read_to_its_last()
    {
        _scenario.WriteGzip("a.gz", "ts_ms,price,amount\n1610658000000,1,1\n");
        _scenario.WriteGzip("b.gz", "1610658000001,2,1\n");
        File.WriteAllBytes(_scenario.Path("both.gz"), [.. File.ReadAllBytes(_scenario.Path("a.gz")), .. File.ReadAllBytes(_scenario.Path("b.gz"))]);

        _scenario.Import(_scenario.Path("both.gz")).Events.ShouldBe(2);
    }

    [Theory]
    [InlineData("1610658000", "1610658001")]
    [InlineData("1610658000.000", "1610658001.0")]
    [InlineData("1610658000000", "1610658001000")]
    [InlineData("1610658000000000", "1610658001000000")]
    [InlineData("1610658000000000000", "1610658001000000000")]
    [InlineData("2021-01-14T21:00:00Z", "2021-01-14T21:00:01.000000000Z")]
    [InlineData("2021-01-14 21:00:00", "2021-01-14 21:00:01")]
    [InlineData("20210114 21:00:00", "20210114 21:00:01")]
    [InlineData("2021-01-15T02:30:00+05:30", "2021-01-15T02:30:01+05:30")]
    [InlineData("14/01/2021 21:00:00", "14/01/2021 21:00:01")]
    [InlineData("01/14/2021 9:00:00 PM", "01/14/2021 9:00:01 PM")]
    public void Unit_of_time_is_guessed(string first, string second)
    {
        _scenario.EventsOf($"time,price,quantity\n{first},1,1\n{second},1,1\n").Select(e => e.Time.ToString())
            .ShouldBe(["2021-01-14T21:00:00.000000000Z", "2021-01-14T21:00:01.000000000Z"]);
    }

    [Fact]
    public void Nanoseconds_and_fractions_of_a_unit_are_kept_to_the_last_digit()
    {
        _scenario.EventsOf("time,price,quantity\n1610658000123456.789,1,1\n").Single().Time.Nanoseconds.ShouldBe(1_610_658_000_123_456_789);
        using var second = new ImportScenario();
        second.EventsOf("time,price,quantity\n2021-01-14T21:00:00.123456789Z,1,1\n").Single().Time.Nanoseconds.ShouldBe(1_610_658_000_123_456_789);
    }

    [Theory]
    [InlineData("s", "1610658000")]
    [InlineData("ms", "1610658000000")]
    [InlineData("us", "1610658000000000")]
    [InlineData("ns", "1610658000000000000")]
    [InlineData("iso", "2021-01-14T21:00")]
    [InlineData("d/M/yyyy H:mm", "14/1/2021 21:00")]
    public void Unit_of_time_can_be_given(string format, string time) =>
        _scenario.EventsOf($"time,price,quantity\n{time},1,1\n", r => r with { TimeFormat = format }).Single().Time.Nanoseconds.ShouldBe(1_610_658_000_000_000_000);

    [Fact]
    public void Day_and_month_that_could_be_either_way_round_are_not_guessed() =>
        _scenario.ProblemsOf("time,price,quantity\n02/03/2021 10:00:00,1,1\n").Single()
            .ShouldBe("data.csv:2:time: is '02/03/2021 10:00:00', which may be day/month or month/day; give --time-format 'd/M/yyyy H:mm:ss' or 'M/d/yyyy H:mm:ss' (or as it is written).");

    [Theory]
    [InlineData("timestamp;px;qty;is_buyer_maker", "1610658000123;5;2;true", TakerSide.Sell)]
    [InlineData("Trade Time\tPrice\tVolume\tTaker Side", "1610658000123\t5\t2\tBUY", TakerSide.Buy)]
    [InlineData("id,price,qty,quote_qty,time,is_buyer_maker", "77,5,2,10,1610658000123,False", TakerSide.Buy)]
    [InlineData("TIMESTAMP,TYPE, PRICEBTC , AMOUNTNAS , TOTALBTC ", "1610658000123,Sell,5,2,10", TakerSide.Sell)]
    [InlineData("time,price,size,type", "1610658000123,5,2,LIMIT", TakerSide.Unknown)]
    [InlineData("\"time\",\"price\",\"amount\"", "\"1610658000123\",\"5\",\"2\"", TakerSide.Unknown)]
    public void Columns_and_the_separator_are_guessed_from_the_header(string header, string row, TakerSide side) =>
        _scenario.EventsOf($"{header}\n{row}\n").Single().Text().ShouldBe($"0 2021-01-14T21:00:00.123000000Z trade 5 2 {side}");

    [Fact]
    public void Columns_can_be_given_by_name_and_others_left_out()
    {
        const string Csv = "when,price,worth,amount,who\n1610658000123,9,5,2,s\n";

        _scenario.EventsOf(Csv, r => r with
        {
            Columns = new Dictionary<ColumnRole, string> { [ColumnRole.Time] = "when", [ColumnRole.Price] = "worth", [ColumnRole.Side] = "who" },
        }).Single().Text().ShouldBe("0 2021-01-14T21:00:00.123000000Z trade 5 2 Sell");
    }

    [Fact]
    public void Column_given_as_a_dash_is_not_guessed() =>
        _scenario.EventsOf(Plain, r => r with { Columns = new Dictionary<ColumnRole, string> { [ColumnRole.Side] = "-" } }).ShouldAllBe(e => e.TakerSide == TakerSide.Unknown);

    [Fact]
    public void File_without_a_header_is_read_by_column_numbers_from_its_first_line_on()
    {
        var columns = new Dictionary<ColumnRole, string> { [ColumnRole.Time] = "1", [ColumnRole.Price] = "3", [ColumnRole.Quantity] = "2" };

        _scenario.EventsOf("1610658000123,2,5\n1610658000124,2,6\n", r => r with { Kind = ImportKind.Trades, Columns = columns }).Select(e => e.Price).ShouldBe([5, 6]);
    }

    [Fact]
    public void File_that_is_newest_first_is_turned_round_ties_in_order()
    {
        var events = _scenario.EventsOf("time,price,quantity\n1610658000003,4,1\n1610658000002,3,1\n1610658000002,2,1\n1610658000001,1,1\n");

        events.Select(e => e.Price).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Only_rows_of_the_symbol_are_taken_and_the_others_are_counted()
    {
        var report = _scenario.Import(_scenario.Write("a.csv", "time,symbol,price,quantity\n1610658000003,NASBTC,1,1\n1610658000003,ETHBTC,2,1\n1610658000004,nas-btc,3,1\n"));

        report.Sources.Single().Skipped.ShouldBe(1);
        report.Sources.Single().Notes.ShouldContain(n => n.Contains("ETHBTC", StringComparison.Ordinal));
        _scenario.Events().Select(e => e.Price).ShouldBe([1, 3]);
    }

    [Fact]
    public void Where_takes_the_rows_with_that_value() =>
        _scenario.EventsOf("time,venue,price,quantity\n1610658000003,a,1,1\n1610658000003,b,2,1\n", r => r with { Where = [("venue", "b")] }).Single().Price.ShouldBe(2);

    [Fact]
    public void Comments_blank_lines_a_byte_order_mark_and_Windows_line_ends_are_accepted() =>
        _scenario.EventsOf("\uFEFF# from somewhere\r\n\r\ntime,price,quantity\r\n1610658000003,1,1\r\n  \r\n# more\r\n1610658000004,2,1").Select(e => e.Price).ShouldBe([1, 2]);

    [Fact]
    public void Repeated_trades_in_files_without_ids_are_kept_and_told_of()
    {
        var report = _scenario.Import(_scenario.Write("a.csv", "time,price,quantity\n1610658000003,1,1\n1610658000003,2,1\n1610658000003,1,1\n"));

        report.Events.ShouldBe(3);
        report.Warnings.Single().ShouldStartWith("1 trades equal an earlier one");
    }

    [Fact]
    public void Contracts_become_base_asset_by_the_contract_size() =>
        _scenario.EventsOf("time,price,vol\n1610658000003,1,30\n", r => r with { QuantityIsContracts = true, Instrument = ImportScenario.Instrument with { ContractSize = 0.1m } })
            .Single().Quantity.ShouldBe(3);

    [Fact]
    public void Sorting_brings_rows_in_order_of_time_equal_times_as_recorded() =>
        _scenario.EventsOf("time,price,quantity\n1610745000000,9,1\n1610658000002,3,1\n1610658000001,1,1\n1610658000001,2,1\n", r => r with { Sort = true })
            .Select(e => e.Price).ShouldBe([1, 2, 3, 9]);
}
