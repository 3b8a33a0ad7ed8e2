using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PluginTrading.Data.Import;
using PluginTrading.Documents;
using PluginTrading.Plugins;
using PluginTrading.Results.Export;
using PluginTrading.Results.Report;
using PluginTrading.Scripting;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Scripts;
using PluginTrading.Service.Tests.Scripts;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Backtest;

/// <summary>The sample pump strategy over recorded pumps: every fill, fee and P&amp;L is recomputed from the recorded trades.</summary>
public sealed class RealPumpTests : IDisposable
{
    private const decimal Slippage = 0.0005m;
    private const decimal Fee = 0.0008m;

    private readonly LoadedPlugins _plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
    private readonly TemporaryFolder _folder = new();

    // The counts come from an implementation of the same rules that shares no code with this one.
    [Theory]
    [InlineData("APPCBTC_2020-11-18_1800", "1", 1)]
    [InlineData("BRDBTC_2021-08-29_1700", "1", 0)]
    [InlineData("DLTBTC_2021-01-28_1900", "1", 0)]
    [InlineData("EVXBTC_2021-01-09_2100", "1", 1)]
    [InlineData("GVTBTC_2021-01-23_2100", "0.01", 1)]
    [InlineData("IDEXBTC_2020-12-31_1700", "1", 1)]
    [InlineData("MTHBTC_2021-07-27_1700", "1", 0)]
    [InlineData("NASBTC_2020-05-30_1600", "0.01", 1)]
    [InlineData("NASBTC_2021-01-14_2100", "0.01", 1)]
    [InlineData("NEBLBTC_2021-08-24_1500", "0.01", 1)]
    [InlineData("NULSBTC_2020-01-30_1700", "1", 0)]
    [InlineData("POABTC_2020-03-12_1900", "1", 4)]
    [InlineData("RCNBTC_2021-01-07_2100", "1", 3)]
    [InlineData("VIBBTC_2021-09-05_1700", "1", 1)]
    public async Task Trades_follow_from_the_recorded_prices(string window, string quantityStep, int count)
    {
        var file = TestData.RealData("pump_trades", $"{window}_trades.csv.gz");
        var recorded = ReadTrades(file);
        var export = await RunAsync(file, window.Split("BTC")[0] + "_BTC", decimal.Parse(quantityStep, CultureInfo.InvariantCulture));

        var trades = Rows(export, "trades.csv");

        trades.Count.ShouldBe(count);
        foreach (var trade in trades)
        {
            trade["position_side"].ShouldBe("SHORT");
            var (quantity, entry, exit) = (Number(trade, "quantity"), Number(trade, "entry_price"), Number(trade, "exit_price"));
            PricesAt(recorded, trade["entry_time"]).ShouldContain(price => price * (1 - Slippage) == entry);
            PricesAt(recorded, trade["exit_time"]).ShouldContain(price => price * (1 + Slippage) == exit);
            Number(trade, "gross_pnl").ShouldBe(quantity * (entry - exit));
            Number(trade, "commission").ShouldBe((quantity * entry * Fee) + (quantity * exit * Fee));
            Number(trade, "pnl").ShouldBe(Number(trade, "gross_pnl") - Number(trade, "commission"));
        }

        foreach (var signal in Rows(export, "signals.csv").Where(s => s["signal_type"] == "S1"))
            CheckMomentum(recorded, signal);
    }

    [Fact]
    public async Task Nas_pump_is_sold_at_the_second_print_and_left_when_it_runs_away()
    {
        var export = await RunAsync(TestData.RealData("pump_trades", "NASBTC_2021-01-14_2100_trades.csv.gz"), "NAS_BTC", 0.01m);

        // By hand: 21:00:00.200 prints 0.0000081, 8 % over the minute before: S1. Z1 is true at the next print of that millisecond, where volatility
        // sizes 1000 × 0.3 × 0.862…; the entry fills at the one after, 0.0000082 less 0.05 %. 0.0000084 is 12 % over the minute before: E1; out at 0.0000085 and 0.05 %.
        File.ReadAllText(Path.Combine(export, "trades.csv")).ShouldEndWith(
            "1,pump_dump_detection,NAS_BTC,SHORT,31926458.25,3,2021-01-14T21:00:00.200000000Z,0.0000081959,2021-01-14T21:00:00.200000000Z,0.00000850425,-9.8445234013875,0.42654131339499,0,-10.27106471478249,emergency_exit\n");
        Rows(export, "transitions.csv").Select(t => $"{t["from_state"]} {t["to_state"]} {t["reason"]}").ShouldBe(
        [
            "INACTIVE MONITORING activated",
            "MONITORING SIGNAL_DETECTED signal_detected",
            "SIGNAL_DETECTED ENTRY_EVALUATION entry_conditions",
            "ENTRY_EVALUATION POSITION_ACTIVE entry_filled",
            "POSITION_ACTIVE EMERGENCY_EXIT emergency_exit",
            "EMERGENCY_EXIT EXITED emergency_exit",
            "EXITED MONITORING cooldown_passed",
        ]);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _plugins.Dispose();
    }

    private async Task<string> RunAsync(string file, string symbol, decimal quantityStep)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var data = _folder.File("data");
        var report = DataImporter.Run(
            new ImportRequest
            {
                Files = [file],
                Folder = data,
                Symbol = symbol,
                Instrument = new Instrument { Symbol = symbol, Base = symbol.Split('_')[0], Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = quantityStep, SpreadPct = 0.1 },
            },
            null, cancellation);
        report.IsRefused.ShouldBeFalse(string.Join('\n', report.Problems));
        var text = JsonSerializer.SerializeToUtf8Bytes(new
        {
            session_type = "backtest",
            strategies = new[] { "pump_dump_detection.json" },
            symbols = new[] { symbol },
            initial_balance = 1000,
            market = new { dataset = data },
        });
        var document = new DocumentReader(_plugins.Components, new DocumentScripts(new ScriptCompiler(new()))).ReadSession("session", text, SampleStrategies.Folder).Value.ShouldNotBeNull();
        var plan = BacktestPlan.Create(document);
        var directory = _folder.File("export");
        using var export = new ResultExport(directory);
        export.Complete(await new BacktestJob(plan, _plugins.Components).RunAsync([export], new ReportRecorder(plan.Description), null, cancellation));
        return directory;
    }

    /// <summary>100 × (price at a print of that time ÷ last price a minute before − 1) is what the signal recorded.</summary>
    private static void CheckMomentum(IReadOnlyList<(long Milliseconds, decimal Price)> recorded, Dictionary<string, string> signal)
    {
        var now = Milliseconds(signal["time"]);
        var before = (double)recorded.Last(t => t.Milliseconds <= now - 60_000).Price;
        var momentum = JsonDocument.Parse(signal["indicator_values"]).RootElement.GetProperty("price_momentum(t1=60,t2=0)").GetDouble();
        PricesAt(recorded, signal["time"]).ShouldContain(price => Math.Abs((100 * (((double)price / before) - 1)) - momentum) < 1e-9);
        momentum.ShouldBeGreaterThanOrEqualTo(5 - 5e-9);
    }

    private static IEnumerable<decimal> PricesAt(IEnumerable<(long Milliseconds, decimal Price)> recorded, string time) =>
        recorded.Where(t => t.Milliseconds == Milliseconds(time)).Select(t => t.Price);

    private static long Milliseconds(string time) => DateTimeOffset.Parse(time[..23] + "Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static decimal Number(Dictionary<string, string> row, string column) => decimal.Parse(row[column], CultureInfo.InvariantCulture);

    private static List<(long Milliseconds, decimal Price)> ReadTrades(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var trades = new List<(long, decimal)>();
        for (var line = reader.ReadLine(); (line = reader.ReadLine()) is not null;)
        {
            var fields = line.Split(',');
            trades.Add((long.Parse(fields[0], CultureInfo.InvariantCulture), decimal.Parse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture)));
        }

        return trades;
    }

    private static List<Dictionary<string, string>> Rows(string directory, string file)
    {
        var records = File.ReadLines(Path.Combine(directory, file)).Select(Fields).ToList();
        return [.. records.Skip(1).Select(r => records[0].Zip(r).ToDictionary(p => p.First, p => p.Second))];
    }

    /// <summary>Fields of a record whose quoted fields hold no line feed.</summary>
    private static List<string> Fields(string record)
    {
        var fields = new List<string>();
        var (field, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < record.Length; i++)
        {
            if (record[i] == '"' && quoted && i + 1 < record.Length && record[i + 1] == '"')
                field.Append(record[i++]);
            else if (record[i] == '"')
                quoted = !quoted;
            else if (record[i] == ',' && !quoted)
                fields.Add(Taken(field));
            else
                field.Append(record[i]);
        }

        fields.Add(Taken(field));
        return fields;

        static string Taken(StringBuilder field)
        {
            var text = field.ToString();
            field.Clear();
            return text;
        }
    }
}
