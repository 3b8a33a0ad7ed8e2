using System.Globalization;
using System.IO.Compression;
using PluginTrading.Data.Import;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Data.Tests.Import;

/// <summary>Recorded market data as it is published, compared with the plainest way of reading it.</summary>
public sealed class RealDataTests : IDisposable
{
    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    public static TheoryData<string> PumpWindows { get; } =
    [
        "APPCBTC_2020-11-18_1800", "BRDBTC_2021-08-29_1700", "DLTBTC_2021-01-28_1900", "EVXBTC_2021-01-09_2100", "GVTBTC_2021-01-23_2100", "IDEXBTC_2020-12-31_1700",
        "MTHBTC_2021-07-27_1700", "NASBTC_2020-05-30_1600", "NASBTC_2021-01-14_2100", "NEBLBTC_2021-08-24_1500", "NULSBTC_2020-01-30_1700", "POABTC_2020-03-12_1900",
        "RCNBTC_2021-01-07_2100", "VIBBTC_2021-09-05_1700",
    ];

    [Theory]
    [MemberData(nameof(PumpWindows))]
    public void Binance_window_is_read_back_row_for_row(string name)
    {
        var rows = Rows("pump_trades", $"{name}_trades.csv.gz");

        var report = Import(name.Split('_')[0][..^3] + "_BTC", "pump_trades", $"{name}_trades.csv.gz");

        report.Events.ShouldBe(rows.Count);
        report.Warnings.Count.ShouldBe(rows.Any(r => r[4] == "1") ? 1 : 0);
        _scenario.Events().ShouldEqual([.. rows.Select(r => MarketEvent.Trade(0, Time(r[0]), Number(r[2]), Number(r[3]), r[1] == "b" ? TakerSide.Buy : TakerSide.Sell))]);
    }

    [Fact]
    public void Cryptopia_trades_newest_first_with_day_month_year_are_turned_round()
    {
        var rows = Rows("pump_trades", "cryptopia_BVBBTC_trades_2018-11-14.csv.gz");

        Import("BVB_BTC", "pump_trades", "cryptopia_BVBBTC_trades_2018-11-14.csv.gz").Events.ShouldBe(322);

        rows.Reverse();
        _scenario.Events().Select(e => (e.Time.ToDateTimeOffset().UtcDateTime, e.Price, e.Quantity, e.TakerSide == TakerSide.Buy)).ShouldBe(
            rows.Select(r => (DateTime.ParseExact(r[0], "d/M/yyyy h:mm:ss tt", CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite), Number(r[2]), Number(r[3]), r[1] == "Buy")));
    }

    [Theory]
    [InlineData("btc")]
    [InlineData("eth")]
    public void Futures_trades_and_quotes_go_into_one_set(string asset)
    {
        var trades = Rows("futures_ticks", $"usdm_{asset}usdt_20240808_trades.csv.gz");
        var quotes = Rows("futures_ticks", $"usdm_{asset}usdt_20240808_bookticker.csv.gz");
        var symbol = $"{asset.ToUpperInvariant()}_USDT";

        // Exchanges do send quotes and trades a little out of order, so sorting is asked for.
        var report = ImportScenario.Import(Request(symbol, TestData.RealData("futures_ticks", $"usdm_{asset}usdt_20240808_trades.csv.gz"), TestData.RealData("futures_ticks", $"usdm_{asset}usdt_20240808_bookticker.csv.gz"))
            with
        { Sort = true });

        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(trades.Count + quotes.Count);
        var events = _scenario.Events();
        var expected = quotes.Select(r => MarketEvent.Quote(0, Time(r[2]), Number(r[4]), Number(r[5]), Number(r[6]), Number(r[7])))
            .Concat(trades.Select(r => MarketEvent.Trade(0, Time(r[2]), Number(r[4]), Number(r[5]), r[6] == "buy" ? TakerSide.Buy : TakerSide.Sell)));
        events.ShouldEqual([.. expected.OrderBy(e => e.Time)]);
    }

    [Fact]
    public void Mexc_klines_become_four_trades_each_of_traded_prices()
    {
        var rows = Rows("klines", "mexc_futures_THE_USDT_1m_2025-02-12.csv.gz");

        var report = Import("THE_USDT", "klines", "mexc_futures_THE_USDT_1m_2025-02-12.csv.gz");

        var traded = rows.Where(r => r[5] != "0").ToList();
        report.Events.ShouldBe(4 * traded.Count);
        var events = _scenario.Events();
        events[0].Price.ShouldBe(Number(traded[0][7]));
        events[^1].Price.ShouldBe(Number(traded[^1][8]));
        events.Max(e => e.Price).ShouldBe(traded.Max(r => Number(r[9])));
        events.Min(e => e.Price).ShouldBe(traded.Min(r => Number(r[10])));
        events.Sum(e => e.Quantity).ShouldBe(traded.Sum(r => Number(r[5])), 1e-6);
    }

    [Theory]
    [InlineData("cryptofuture_binance_adausdt_minute_trade.csv.gz", 60)]
    [InlineData("cryptofuture_binance_hour_adausdt_trade.csv.gz", 3600)]
    public void Binance_klines_become_four_trades_each(string file, int seconds)
    {
        var rows = Rows("klines", file);

        var report = Import("ADA_USDT", "klines", file);

        var traded = rows.Where(r => Number(r[5]) > 0).ToList();
        report.Events.ShouldBe(4 * traded.Count);
        report.Sources.Single().Notes.ShouldContain($"from klines of {seconds} s: each became four trades of a quarter of its volume");
        var events = _scenario.Events();
        (events[0].Price, events[^1].Price).ShouldBe((Number(traded[0][1]), Number(traded[^1][4])));
        for (var i = 0; i < traded.Count; i++)
        {
            var falls = Number(traded[i][4]) < Number(traded[i][1]);
            events.Skip(4 * i).Take(4).Select(e => e.Price).ShouldBe([Number(traded[i][1]), Number(traded[i][falls ? 2 : 3]), Number(traded[i][falls ? 3 : 2]), Number(traded[i][4])]);
            events[(4 * i) + 3].Time.Nanoseconds.ShouldBe(events[4 * i].Time.Nanoseconds + (seconds * Timestamp.PerSecond) - 1);
        }
    }

    [Fact]
    public void Funding_rates_of_one_exchange_are_taken_out_of_seven()
    {
        var rows = Rows("funding", "supervik_funding_btc_eth_7exchanges.csv.gz").Where(r => r[0] == "mexc" && r[1] == "BTC-USDT").ToList();

        var report = ImportScenario.Import(Request("BTC_USDT", TestData.RealData("funding", "supervik_funding_btc_eth_7exchanges.csv.gz")) with { Where = [("exchange", "mexc")], Sort = true });

        report.Problems.ShouldBeEmpty();
        report.Events.ShouldBe(rows.Count);
        _scenario.Events().ShouldEqual([.. rows.Select(r => MarketEvent.Funding(0, Time(r[2]), Number(r[4]))).OrderBy(e => e.Time)]);
    }

    [Fact]
    public void Stream_that_was_corrupted_on_purpose_is_refused_with_the_lines_at_fault()
    {
        var negative = "lasota_negative_trade_stream_usd_m_futures_trxusdt_04-03-2025.csv.gz";
        var report = ImportScenario.Import(Request("TRX_USDT", TestData.RealData("binance_ws", negative)));

        report.IsRefused.ShouldBeTrue();
        report.Problems[0].ToString().ShouldEndWith($"{negative}:2:Price: is -1; expected a finite number > 0.");

        // Its twin is as it was recorded, with one row of zeros that the exchange did send.
        var positive = Request("TRX_USDT", TestData.RealData("binance_ws", negative.Replace("negative", "positive", StringComparison.Ordinal))) with { DropBad = true };
        report = ImportScenario.Import(positive);
        (report.Events, report.Dropped, report.Problems[0].Line).ShouldBe((9_999, 1, 9328));
    }

    private static Timestamp Time(string milliseconds) => Timestamp.FromUnixMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The rows after the header, fields as they are.</summary>
    private static List<string[]> Rows(params string[] path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(TestData.RealData(path)), CompressionMode.Decompress));
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(','))];
    }

    private ImportReport Import(string symbol, params string[] path)
    {
        var report = ImportScenario.Import(Request(symbol, TestData.RealData(path)));
        report.Problems.ShouldBeEmpty();
        report.IsRefused.ShouldBeFalse();
        return report;
    }

    private ImportRequest Request(string symbol, params string[] files) => _scenario.Request(files) with
    {
        Symbol = symbol,
        Instrument = new Instrument { Symbol = symbol, Base = symbol.Split('_')[0], Quote = symbol.Split('_')[1], PriceTick = 0.00000001m, QuantityStep = 0.00000001m },
    };
}
