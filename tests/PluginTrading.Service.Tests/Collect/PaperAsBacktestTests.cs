using PluginTrading.Data.Import;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Tests.Scripts;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>A paper session over recorded data writes the same result files as the backtest of them, to the byte.</summary>
public sealed class PaperAsBacktestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task Sample_session_has_the_same_files_as_paper_and_as_backtest() =>
        CheckAsync(Path.Combine(SampleStrategies.Folder, "data"), "PUMP_USDT", "pump_dump_detection.json", "momentum_long.json");

    [Theory]
    [InlineData("NASBTC_2021-01-14_2100", 0.01)]
    [InlineData("POABTC_2020-03-12_1900", 1)]
    public async Task Real_pump_has_the_same_files_as_paper_and_as_backtest(string window, decimal quantityStep)
    {
        var symbol = window.Split("BTC")[0] + "_BTC";
        var report = DataImporter.Run(
            new ImportRequest
            {
                Files = [TestData.RealData("pump_trades", $"{window}_trades.csv.gz")],
                Folder = _folder.File("data"),
                Symbol = symbol,
                Instrument = new Instrument { Symbol = symbol, Base = symbol.Split('_')[0], Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = quantityStep, SpreadPct = 0.1 },
            },
            null, TestContext.Current.CancellationToken);
        report.IsRefused.ShouldBeFalse();
        await CheckAsync(_folder.File("data"), symbol, "pump_dump_detection.json");
    }

    public void Dispose() => _folder.Dispose();

    private async Task CheckAsync(string data, string symbol, params string[] strategies)
    {
        await SessionRun.BacktestAsync(SessionRun.Document("backtest", SessionRun.Dataset(data), symbol, strategies), _folder.File("backtest"));
        await SessionRun.PaperAsync(SessionRun.Document("paper", SessionRun.Dataset(data), symbol, strategies), _folder.File("home"), _folder.File("paper"));

        var backtest = SessionRun.Files(_folder.File("backtest"));
        SessionRun.Files(_folder.File("paper")).ShouldBe(backtest);
        backtest["trades.csv"].Split('\n').Length.ShouldBeGreaterThan(2);
    }
}
