using System.Text.RegularExpressions;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Sessions;

/// <summary>What is refused in a session, with place and reason.</summary>
public sealed class SessionSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SessionSchemaTests() => File.WriteAllText(_folder.File("pump_dump_detection.json"), TestDocument.Strategy);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"backtest\"", "\"backtst\"", "3:19 error PT1104 'session_type' cannot be 'backtst'; allowed are 'backtest', 'paper', 'live', 'collect'; did you mean 'backtest'? (at $.session_type)")]
    [InlineData("\"backtest\"", "\"live\"", "10:3 error PT1401 'market' is a data set, but a session of type 'live' needs 'exchange' (at $.market)", "11:3 warning PT1312 'execution' is about the simulated venue; a session of type 'live' does not use it (at $.execution)")]
    [InlineData("{ \"dataset\": \"data/nas_btc_2021-01-14\" }", "{ \"exchange\": \"mexc\" }", "10:3 error PT1401 'market' is an exchange, but a session of type 'backtest' needs 'dataset' (at $.market)")]
    [InlineData("{ \"dataset\": \"data/nas_btc_2021-01-14\" }", "{}", "10:16 error PT1102 'market' needs one of 'dataset', 'exchange' (at $.market)")]
    [InlineData("{ \"dataset\": \"data/nas_btc_2021-01-14\" }", "{ \"dataset\": \"d\", \"form\": null }", "10:34 error PT1101 there is no field 'form' here; did you mean 'from'? (at $.market.form)")]
    [InlineData("\"pump_dump_detection.json\"", "\"pump_dump_detecton.json\"", null)]
    [InlineData("\"pump_dump_detection.json\"", "\"pump_dump_detection.json\", \"pump_dump_detection.json\"",
        "4:46 error PT1402 there already is a strategy named 'pump_dump_detection' at $.strategies[0]; names are the keys of results and must differ (at $.strategies[1])")]
    [InlineData("\"pump_dump_detection.json\"", "\"pump.txt\"", "4:18 error PT1106 item 1 of 'strategies' is the text \"pump.txt\"; expected is: Path of a strategy: .json, .csx or .cs (at $.strategies[0])")]
    [InlineData("\"pump_dump_detection.json\"", "", "4:17 error PT1107 'strategies' has 0 items; expected are 1 to 100 (at $.strategies)")]
    [InlineData("  \"initial_balance\": 1000,\n", "", "1:1 error PT1102 'initial_balance' is missing; a session of type 'backtest' needs it (at $)")]
    [InlineData("\"initial_balance\": 1000", "\"initial_balance\": 0", "7:22 error PT1105 'initial_balance' is 0; allowed is > 0 (at $.initial_balance)")]
    [InlineData("\"initial_balance\": 1000", "\"initial_balance\": 1000.00000000000000000000000001234", "7:22 error PT1006 'initial_balance' is 1000.00000000000000000000000001234, which cannot be kept exactly: a number has at most 28 digits behind the point and must be below 7.9e28 (at $.initial_balance)")]
    [InlineData("\"NAS_BTC\"", "\"NASBTC\"", "5:15 error PT1106 item 1 of 'symbols' is the text \"NASBTC\"; expected is: BASE_QUOTE in capitals, as in BTC_USDT (at $.symbols[0])")]
    [InlineData("\"NAS_BTC\"", "\"NAS_BTC\", \"A_B\", \"NAS_BTC\"", "5:33 error PT1107 the text \"NAS_BTC\" is listed twice in 'symbols' (at $.symbols[2])")]
    [InlineData("\"seed\": 1", "\"seed\": 1.5", "8:11 error PT1103 'seed' is 1.5; expected is a whole number (at $.seed)")]
    [InlineData("\"seed\": 1", "\"seed\": 9007199254740992", "8:11 error PT1105 'seed' is 9007199254740992; allowed is a whole number ≥ 0 and ≤ 9007199254740991 (at $.seed)")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": [0.1, 0.01]", "11:34 error PT1301 the bounds of 'slippage_pct' are reversed: [0.1, 0.01]; did you mean '[0.01, 0.1]'? (at $.execution.slippage_pct)")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": [0.1, 0.1]")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": [0.1]", "11:34 error PT1107 'slippage_pct' has 1 items; expected are 2 (at $.execution.slippage_pct)")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": -0.01", "11:34 error PT1105 'slippage_pct' is -0.01; allowed is ≥ 0 and ≤ 100 (at $.execution.slippage_pct)")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": \"0.05\"", "11:34 error PT1103 'slippage_pct' is the text \"0.05\"; expected is a number or a list or an object (at $.execution.slippage_pct)")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": { \"plugin\": \"acme.models/dept\" }", "11:46 error PT1204 no loaded plugin provides the slippage model 'acme.models/dept'; did you mean 'acme.models/depth'? (at $.execution.slippage_pct.plugin)")]
    [InlineData("\"slippage_pct\": 0.05", "\"slippage_pct\": { \"plugin\": \"acme.models/depth\", \"parameters\": { \"depth\": 0 } }", "11:92 error PT1105 'depth' is 0; allowed is > 0 and ≤ 86400 (at $.execution.slippage_pct.parameters.depth)")]
    [InlineData("\"max_open_positions\": 3", "\"max_orders_per_second\": 3000000000", "12:43 error PT1105 'max_orders_per_second' is 3000000000; allowed is at most 2147483647 (at $.risk.max_orders_per_second)")]
    [InlineData("\"max_open_positions\": 3", "\"flatten_on_max_drawdown\": true", "12:18 warning PT1312 'flatten_on_max_drawdown' changes nothing without 'max_drawdown_pct' (at $.risk.flatten_on_max_drawdown)")]
    [InlineData("\"max_open_positions\": 3", "\"flatten_on_max_daily_loss\": true", "12:18 warning PT1312 'flatten_on_max_daily_loss' changes nothing without 'max_daily_loss' (at $.risk.flatten_on_max_daily_loss)")]
    [InlineData("\"max_open_positions\": 3", "\"max_leverage\": 3")]
    [InlineData("\"max_open_positions\": 3", "\"max_leverage\": 2", "4:18 warning PT1404 'pump_dump_detection' has leverage 3, above the session's 'max_leverage' 2: every entry is refused (at $.strategies[0])")]
    [InlineData("\"max_open_positions\": 3", "\"max_position_size\": 10")]
    [InlineData("\"max_open_positions\": 3", "\"max_position_size\": 9.99", "4:18 warning PT1404 'pump_dump_detection' has 'min_position_size' 10, above the session's 'max_position_size' 9.99: every entry is refused (at $.strategies[0])")]
    [InlineData("\"direction\": \"BOTH\"", "\"direction\": \"SHORT\"")]
    [InlineData("\"direction\": \"BOTH\"", "\"direction\": \"LONG\"", "4:18 warning PT1404 'pump_dump_detection' enters SHORT only, but the session's 'direction' allows LONG only: it never enters (at $.strategies[0])")]
    public void Slip_is_found_with_its_place(string piece, string replacement, params string[]? expected)
    {
        var findings = TestDocument.Validate(_folder, "session.json", TestDocument.SessionWith(piece, replacement)).Select(TestDocument.Short).ToList();

        if (expected is null)
            findings.ShouldHaveSingleItem().ShouldEndWith("; did you mean 'pump_dump_detection.json'? (at $.strategies[0])");
        else
            findings.ShouldBe(expected);
    }

    [Fact]
    public void Strategies_of_a_session_that_collects_are_a_warning() =>
        TestDocument.Validate(_folder, "session.json", TestDocument.SessionWith("\"backtest\"", "\"collect\"").Replace("{ \"dataset\": \"data/nas_btc_2021-01-14\" }", "{ \"exchange\": \"mexc\", \"dataset\": \"recorded\" }"))
            .Select(TestDocument.Short).ShouldBe(["4:3 warning PT1312 a session of type 'collect' trades nothing, so 'strategies' changes nothing (at $.strategies)"]);

    [Fact]
    public void Session_that_collects_says_where_to() =>
        TestDocument.Validate(_folder, "session.json", """{ "session_type": "collect", "symbols": ["BTC_USDT"], "market": { "exchange": "mexc" } }""")
            .Select(TestDocument.Short).Single().ShouldContain("'dataset' is missing; a session of type 'collect' needs the folder of the data set that it writes");

    [Theory]
    [InlineData("max_open_positions", "0", "1", "100000", "100001", "a whole number ≥ 1 and ≤ 100000")]
    [InlineData("min_margin_ratio_pct", "-0.1", "0", "100", "100.1", "≥ 0 and ≤ 100")]
    [InlineData("max_leverage", "0", "3", "200", "201", "a whole number ≥ 1 and ≤ 200")]
    [InlineData("max_volatility_pct", "0", "0.1", "1e300", null, "> 0")]
    [InlineData("max_daily_loss", "0", "1e-8", "1e20", null, "> 0")]
    [InlineData("max_drawdown_pct", "0", "0.1", "100", "100.1", "> 0 and ≤ 100")]
    [InlineData("max_orders_per_second", "0", "1", "2147483647", null, "a whole number ≥ 1")]
    [InlineData("max_orders_per_minute", "0", "1", "2147483647", null, "a whole number ≥ 1")]
    [InlineData("price_collar_pct", "0", "0.1", "100", "100.1", "> 0 and ≤ 100")]
    [InlineData("max_position_size", "0", "10", "1e20", null, "> 0")]
    public void Risk_limit_is_refused_just_below_and_just_above_its_range(string field, string below, string lowest, string highest, string? above, string range) =>
        Range("risk", field, below, lowest, highest, above, range);

    [Theory]
    [InlineData("taker_fee_pct", "-100.1", "-100", "100", "100.1", "≥ -100 and ≤ 100")]
    [InlineData("maker_fee_pct", "-100.1", "-100", "100", "100.1", "≥ -100 and ≤ 100")]
    [InlineData("latency_ms", "-0.1", "0", "86400000", "86400000.1", "≥ 0 and ≤ 86400000")]
    [InlineData("max_participation", "0", "1e-8", "1", "1.0000000000000000000000000001", "> 0 and ≤ 1")]
    [InlineData("slippage_pct", "-0.1", "0", "100", "100.1", "≥ 0 and ≤ 100")]
    public void Execution_setting_is_refused_just_below_and_just_above_its_range(string field, string below, string lowest, string highest, string? above, string range) =>
        Range("execution", field, below, lowest, highest, above, range);

    private void Range(string section, string field, string below, string lowest, string highest, string? above, string range)
    {
        Findings(lowest).ShouldBeEmpty();
        Findings(highest).ShouldBeEmpty();
        foreach (var number in new[] { below, above }.OfType<string>())
            Findings(number).ShouldHaveSingleItem().ShouldEndWith($" error PT1105 '{field}' is {number}; allowed is {range} (at $.{section}.{field})");

        IReadOnlyList<string> Findings(string number)
        {
            var text = Regex.Replace(TestDocument.Session, $"\"{section}\": .*?\\}}", $"\"{section}\": {{ \"{field}\": {number} }}");
            return [.. TestDocument.Validate(_folder, "session.json", text).Select(TestDocument.Short)];
        }
    }
}
