using System.Text;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Sessions;
using PluginTrading.Engine.Settings;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Sessions;

public sealed class SessionReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SessionReaderTests() => File.WriteAllText(_folder.File("pump_dump_detection.json"), TestDocument.Strategy);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Session_of_the_semantics_is_read_whole()
    {
        var session = Read(TestDocument.Session);

        session.Path.ShouldBe(_folder.File("session.json"));
        session.SessionType.ShouldBe(SessionType.Backtest);
        session.Strategies.ShouldHaveSingleItem().Definition.Name.ShouldBe("pump_dump_detection");
        session.Strategies[0].File.ShouldBe(_folder.File("pump_dump_detection.json"));
        session.Symbols.ShouldBe(["NAS_BTC"]);
        session.Direction.ShouldBe(Direction.Both);
        session.InitialBalance.ShouldBe(1000m);
        session.MaxConcurrentSignals.ShouldBe(3);
        session.Market.ShouldBe(new DatasetMarket { Folder = _folder.File("data/nas_btc_2021-01-14") });
        session.Execution.Seed.ShouldBe(1);
        session.Execution.LatencyMs.ShouldBe(0);
        session.Execution.MaxParticipation.ShouldBeNull();
        Slippage(session, random: 0.5).ShouldBe(0.05);
        session.Fees.ShouldBe(new FeeSchedule { TakerFeePct = 0.08m, MakerFeePct = 0.06m });
        session.Risk.ShouldBe(new RiskLimits { MaxOpenPositions = 3 });
    }

    [Fact]
    public void What_is_left_out_gets_the_defaults_of_the_semantics()
    {
        var session = Read("""{ "session_type": "backtest", "strategies": ["pump_dump_detection.json"], "symbols": ["A_B"], "initial_balance": 1, "market": { "dataset": "d" } }""");

        session.Direction.ShouldBe(Direction.Both);
        session.MaxConcurrentSignals.ShouldBe(3);
        session.Execution.Seed.ShouldBe(1);
        session.Execution.LatencyMs.ShouldBe(0);
        session.Execution.MaxParticipation.ShouldBeNull();
        Slippage(session, random: 0.5).ShouldBe(0.05);
        session.Fees.ShouldBe(new FeeSchedule { TakerFeePct = 0.08m, MakerFeePct = 0.06m });
        session.Risk.ShouldBe(new RiskLimits { MaxOpenPositions = 3, MinMarginRatioPct = 50, PriceCollarPct = 5 });
    }

    [Fact]
    public void Every_field_that_differs_from_its_default_is_read()
    {
        var session = Read("""
            {
              "session_type": "backtest", "strategies": ["pump_dump_detection.json"], "symbols": ["NAS_BTC", "A_B"], "direction": "SHORT",
              "initial_balance": 0.12345678, "seed": 9007199254740991, "max_concurrent_signals": 7,
              "market": { "dataset": "/data/x", "from": "2021-01-14", "to": "2021-01-14T21:00:00.123456789Z" },
              "execution": { "slippage_pct": [0.01, 0.1], "taker_fee_pct": 0.075, "maker_fee_pct": -0.01, "latency_ms": 12.5, "max_participation": 0.1 },
              "risk": { "max_open_positions": 2, "max_position_size": 400, "min_margin_ratio_pct": 60, "max_leverage": 5, "max_volatility_pct": 2.5, "max_daily_loss": 100, "flatten_on_max_daily_loss": true,
                "max_drawdown_pct": 20, "flatten_on_max_drawdown": true, "max_orders_per_second": 4, "max_orders_per_minute": 60, "price_collar_pct": 3 }
            }
            """);

        session.Symbols.ShouldBe(["NAS_BTC", "A_B"]);
        session.Direction.ShouldBe(Direction.Short);
        session.InitialBalance.ShouldBe(0.12345678m);
        session.Execution.Seed.ShouldBe(9007199254740991);
        session.MaxConcurrentSignals.ShouldBe(7);
        session.Market.ShouldBe(new DatasetMarket
        {
            Folder = Path.GetFullPath("/data/x"),
            From = Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 1, 14, 0, 0, 0, TimeSpan.Zero)),
            To = Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 1, 14, 21, 0, 0, TimeSpan.Zero)).Plus(123_456_789),
        });
        Slippage(session, random: 0).ShouldBe(0.01);
        Slippage(session, random: 0.5).ShouldBe(0.055, 1e-15);
        session.Fees.ShouldBe(new FeeSchedule { TakerFeePct = 0.075m, MakerFeePct = -0.01m });
        session.Execution.LatencyMs.ShouldBe(12.5);
        session.Execution.MaxParticipation.ShouldBe(0.1m);
        session.Risk.ShouldBe(new RiskLimits
        {
            MaxOpenPositions = 2,
            MaxPositionSize = 400,
            MinMarginRatioPct = 60,
            MaxLeverage = 5,
            MaxVolatilityPct = 2.5,
            MaxDailyLoss = 100,
            FlattenOnMaxDailyLoss = true,
            MaxDrawdownPct = 20,
            FlattenOnMaxDrawdown = true,
            MaxOrdersPerSecond = 4,
            MaxOrdersPerMinute = 60,
            PriceCollarPct = 3,
        });
    }

    [Fact]
    public void Slippage_model_of_a_plugin_gets_its_parameters() =>
        Slippage(Read(TestDocument.SessionWith("\"slippage_pct\": 0.05", """ "slippage_pct": { "plugin": "acme.models/depth", "parameters": { "depth": 4 } } """)), random: 0).ShouldBe(4);

    [Fact]
    public void Exchange_of_a_live_session_keeps_its_settings_and_never_shows_them()
    {
        var session = Read(TestDocument.SessionWith("\"backtest\"", "\"paper\"").Replace("{ \"dataset\": \"data/nas_btc_2021-01-14\" }", """{ "exchange": "mexc", "api_key": "k1", "depth": 0.10 }"""));

        var market = session.Market.ShouldBeOfType<ExchangeMarket>();
        market.Exchange.ShouldBe("mexc");
        market.Settings.ShouldBe("""{"exchange":"mexc","api_key":"k1","depth":0.10}""");
        market.ToString().ShouldNotContain("k1");
    }

    [Fact]
    public void Session_that_collects_needs_no_strategy_and_no_money()
    {
        var session = Read("""{ "session_type": "collect", "symbols": ["BTC_USDT"], "market": { "exchange": "mexc", "dataset": "recorded" } }""");

        session.Strategies.ShouldBeEmpty();
        session.InitialBalance.ShouldBe(0);
        session.Market.ShouldBeOfType<ExchangeMarket>().RecordingFolder.ShouldBe(_folder.File("recorded"));
    }

    [Fact]
    public void Session_as_text_starts_its_paths_from_the_given_folder()
    {
        var result = TestComponents.Reader().ReadSession("request", Encoding.UTF8.GetBytes(TestDocument.Session), _folder.Path);

        result.Diagnostics.ShouldBeEmpty();
        result.Value!.Strategies.ShouldHaveSingleItem().File.ShouldBe(_folder.File("pump_dump_detection.json"));
        (result.Value.Path, result.Value.Folder, result.Value.Text).ShouldBe((_folder.Path, _folder.Path, TestDocument.Session));
    }

    [Fact]
    public void Errors_of_a_strategy_are_reported_in_its_own_file_and_where_the_session_names_it()
    {
        File.WriteAllText(_folder.File("pump_dump_detection.json"), TestDocument.StrategyWith("\"leverage\": 3", "\"leverage\": 0"));
        File.WriteAllText(_folder.File("session.json"), TestDocument.Session);

        var result = TestComponents.Reader().ReadSession(_folder.File("session.json"));

        result.Value.ShouldBeNull();
        result.Diagnostics.Select(d => (Path.GetFileName(d.File), d.Line, d.Rule)).ShouldBe(
            [("session.json", 4, DiagnosticRule.StrategyInvalid), ("pump_dump_detection.json", 8, DiagnosticRule.OutOfRange)]);
    }

    [Theory]
    [InlineData("2021-01-14T21:00:00Z", "2021-01-14T21:00:00Z", true)]
    [InlineData("2021-01-14T21:00:00.000000001Z", "2021-01-14T21:00:00Z", true)]
    [InlineData("2021-01-14T20:59:59.999999999Z", "2021-01-14T21:00:00Z", false)]
    public void Period_that_does_not_end_after_it_begins_is_an_error(string from, string to, bool isError)
    {
        var findings = Findings(TestDocument.SessionWith("\"data/nas_btc_2021-01-14\"", $"\"d\", \"from\": \"{from}\", \"to\": \"{to}\""));

        if (isError)
            findings.ShouldHaveSingleItem().ShouldContain($"error PT1403 'to' is {to}, which is not after 'from', {from} (at $.market.to)");
        else
            findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("14.01.2021")]
    [InlineData("2021-02-30")]
    [InlineData("2021-01-14T24:00:00Z")]
    [InlineData("2021-01-14T21:00:00")]
    [InlineData("2021-01-14T21:00:00+01:00")]
    [InlineData("2021-01-14T21:00:00.1234567890Z")]
    [InlineData("1600-01-01")]
    [InlineData("2300-01-01")]
    public void Time_that_is_not_iso_8601_in_utc_is_an_error(string from) =>
        Findings(TestDocument.SessionWith("\"data/nas_btc_2021-01-14\"", $"\"d\", \"from\": \"{from}\"")).ShouldHaveSingleItem()
            .ShouldContain($"error PT1403 the text \"{from}\" is not a time; expected is ISO 8601 in UTC, as in 2021-01-14T21:00:00Z (at $.market.from)");

    private static double Slippage(SessionDocument session, double random) => session.Execution.Slippage.SlippagePct(new SlippageInput(Side.Buy, 1, 1, default, random));

    private SessionDocument Read(string text)
    {
        File.WriteAllText(_folder.File("session.json"), text);
        var result = TestComponents.Reader().ReadSession(_folder.File("session.json"));
        result.Diagnostics.Where(d => d.IsError).Select(TestDocument.Short).ShouldBeEmpty();
        return result.Value.ShouldNotBeNull();
    }

    private IReadOnlyList<string> Findings(string text) => [.. TestDocument.Validate(_folder, "session.json", text).Select(TestDocument.Short)];
}
