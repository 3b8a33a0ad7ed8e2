using PluginTrading.Data.Import;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Import;

/// <summary>Klines, quotes, mark prices and funding rates.</summary>
public sealed class OtherKindsImportTests : IDisposable
{
    private const string KlineHeader = "open_time,open,high,low,close,volume\n";

    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Rising_kline_becomes_open_low_high_close_at_start_thirds_and_last_nanosecond()
    {
        var events = _scenario.EventsOf(KlineHeader + "1610658000000,10,14,8,12,40\n1610658060000,12,12,12,12,4\n");

        events.Take(4).Select(e => e.Text()).ShouldBe(
        [
            "0 2021-01-14T21:00:00.000000000Z trade 10 10 Unknown",
            "0 2021-01-14T21:00:20.000000000Z trade 8 10 Unknown",
            "0 2021-01-14T21:00:40.000000000Z trade 14 10 Unknown",
            "0 2021-01-14T21:00:59.999999999Z trade 12 10 Unknown",
        ]);
        events.Skip(4).ShouldAllBe(e => e.Price == 12 && e.Quantity == 1);
        DataSet.Open(_scenario.Set).IsFromKlines(ImportScenario.Symbol).ShouldBeTrue();
    }

    [Fact]
    public void Kline_that_closed_below_its_open_goes_to_its_high_first() =>
        _scenario.EventsOf(KlineHeader + "1610658000000,10,14,8,9,40\n", r => r with { KlineSeconds = 60 }).Select(e => e.Price).ShouldBe([10, 14, 8, 9]);

    [Fact]
    public void Kline_that_closed_at_its_open_goes_to_its_low_first() =>
        _scenario.EventsOf(KlineHeader + "1610658000000,10,14,8,10,40\n", r => r with { KlineSeconds = 60 }).Select(e => e.Price).ShouldBe([10, 8, 14, 10]);

    [Fact]
    public void Length_of_klines_is_the_shortest_distance_between_them()
    {
        var events = _scenario.EventsOf(KlineHeader + "1610658000000,1,1,1,1,4\n1610661600000,1,1,1,1,4\n1610662500000,1,1,1,1,4\n");

        events[3].Time.ToString().ShouldBe("2021-01-14T21:14:59.999999999Z");
    }

    [Fact]
    public void Kline_without_volume_makes_no_trade_and_is_counted()
    {
        var report = _scenario.Import(_scenario.Write("a.csv", KlineHeader + "1610658000000,1,1,1,1,4\n1610658060000,1,1,1,1,0\n1610658120000,1,1,1,1,4\n"));

        report.Events.ShouldBe(8);
        report.Sources.Single().Notes.ShouldContain("1 klines without volume made no trades");
    }

    [Theory]
    [InlineData("10,7,8,9,1", "data.csv:2:high: is 7, below the low 8; expected high ≥ low.")]
    [InlineData("15,14,8,9,1", "data.csv:2:open: is 15; expected it from the low 8 to the high 14.")]
    [InlineData("10,14,8,7,1", "data.csv:2:close: is 7; expected it from the low 8 to the high 14.")]
    [InlineData("10,14,8,9,-1", "data.csv:2:volume: is -1; expected a finite number ≥ 0.")]
    public void Kline_that_cannot_be_is_refused(string row, string problem) =>
        _scenario.ProblemsOf(KlineHeader + $"1610658000000,{row}\n1610658060000,1,1,1,1,0\n").Single().ShouldBe(problem);

    [Fact]
    public void Klines_that_overlap_are_refused() =>
        _scenario.ProblemsOf(KlineHeader + "1610658000000,1,1,1,1,4\n1610658030000,1,1,1,1,4\n", r => r with { KlineSeconds = 60 }).Single()
            .ShouldStartWith("data.csv:3:open_time: is 2021-01-14T21:00:30.000000000Z, inside the kline before it (line 2), which ends at 2021-01-14T21:00:59.999999999Z");

    [Fact]
    public void Length_of_a_single_kline_is_asked_for() =>
        _scenario.ProblemsOf(KlineHeader + "1610658000000,1,1,1,1,4\n").Single()
            .ShouldBe("data.csv:2: is the only kline of the file, so that its length is not known; give --kline-seconds.");

    [Fact]
    public void Mexc_futures_klines_take_traded_prices_and_count_contracts()
    {
        var events = _scenario.EventsOf(
            "time,open,high,low,close,vol,amount,realOpen,realClose,realHigh,realLow\n1739372400,1,9,1,9,40,70,3,4,5,2\n1739372460,1,9,1,9,4,70,3,3,3,3\n",
            r => r with { Instrument = ImportScenario.Instrument with { ContractSize = 10 } });

        events.Take(4).Select(e => e.Price).ShouldBe([3, 2, 5, 4]);
        events[0].Quantity.ShouldBe(100);
    }

    [Fact]
    public void Quotes_are_read_back_as_they_were_written() =>
        _scenario.EventsOf("event_ms,bid,bid_qty,ask,ask_qty\n1610658000000,10,1,10.5,2\n1610658000001,10.5,1,10.5,2\n").Select(e => e.Text()).ShouldBe(
        [
            "0 2021-01-14T21:00:00.000000000Z quote 10 1 10.5 2",
            "0 2021-01-14T21:00:00.001000000Z quote 10.5 1 10.5 2",
        ]);

    [Fact]
    public void Crossed_quote_is_refused() =>
        _scenario.ProblemsOf("event_ms,bid,bid_qty,ask,ask_qty\n1610658000000,11,1,10.5,2\n").Single()
            .ShouldBe("data.csv:2:bid: is 11, above the ask 10.5: a crossed quote; expected bid ≤ ask.");

    [Fact]
    public void Mark_prices_are_read_back_as_they_were_written() =>
        _scenario.EventsOf("time,mark_price\n1610658000000,10.25\n").Single().Text().ShouldBe("0 2021-01-14T21:00:00.000000000Z mark 10.25");

    [Fact]
    public void Funding_rates_may_be_negative_and_zero() =>
        _scenario.EventsOf("funding_time,funding_rate\n1610640000000,-0.0001\n1610668800000,0\n").Select(e => e.Text()).ShouldBe(
        [
            "0 2021-01-14T16:00:00.000000000Z funding -0.0001",
            "0 2021-01-15T00:00:00.000000000Z funding 0",
        ]);

    [Fact]
    public void Funding_rate_in_percent_instead_of_a_fraction_is_refused_when_it_cannot_be_one() =>
        _scenario.ProblemsOf("funding_time,funding_rate\n1610640000000,1.5\n").Single()
            .ShouldBe("data.csv:2:funding_rate: is 1.5; expected a fraction such as 0.0001 for 0.01 %, between -1 and 1.");

    [Fact]
    public void Second_funding_rate_of_the_same_time_is_refused() =>
        _scenario.ProblemsOf("funding_time,funding_rate\n1610640000000,0.0001\n1610640000000,0.0002\n").Single()
            .ShouldBe("data.csv:3:funding_time: is 2021-01-14T16:00:00.000000000Z, of which there was a row before; expected one for each time.");

    [Fact]
    public void Rates_of_several_exchanges_are_refused_until_one_is_chosen()
    {
        const string Csv = "exchange,symbol,t_utc_ms,funding_rate\nbinance,NAS-BTC,1610640000000,0.0001\nmexc,NAS-BTC,1610640000000,0.0002\n";

        _scenario.ProblemsOf(Csv).Single().ShouldBe("data.csv:3:exchange: is 'mexc' where earlier rows have 'binance'; choose one with --where exchange=binance.");
        _scenario.EventsOf(Csv, r => r with { Where = [("exchange", "mexc")] }).Single().FundingRate.ShouldBe(0.0002);
    }

    [Fact]
    public void Files_of_several_kinds_go_into_one_data_set_at_once()
    {
        var report = _scenario.Import(
            _scenario.Write("f.csv", "funding_time,funding_rate\n1610658000000,0.0001\n"),
            _scenario.Write("t.csv", "time,price,quantity\n1610658000000,1,1\n"),
            _scenario.Write("q.csv", "time,bid,bid_qty,ask,ask_qty\n1610658000000,1,1,2,1\n"),
            _scenario.Write("m.csv", "time,mark_price\n1610658000000,3\n"));

        report.Sources.Select(s => s.Kind).ShouldBe([ImportKind.Funding, ImportKind.Marks, ImportKind.Quotes, ImportKind.Trades]);
        _scenario.Events().Select(e => e.Kind).ShouldBe([MarketEventKind.Funding, MarketEventKind.Mark, MarketEventKind.Quote, MarketEventKind.Trade]);
    }

    [Fact]
    public void Klines_together_with_the_trades_they_are_made_of_are_refused() =>
        _scenario.ProblemsOf(_scenario.Request(
            _scenario.Write("k.csv", KlineHeader + "1610658000000,1,1,1,1,4\n1610658060000,1,1,1,1,4\n"),
            _scenario.Write("t.csv", "time,price,quantity\n1610658000000,1,1\n"))).Single()
            .ShouldBe("k.csv: has klines, and another file the trades they are made of; expected one or the other.");
}
