using System.Text;
using PluginTrading.Data.Import;
using PluginTrading.Documents;
using PluginTrading.Engine.Components;
using PluginTrading.Scripting;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Service.Backtest;
using PluginTrading.Service.Scripts;
using PluginTrading.Tests;

namespace PluginTrading.Service.Tests.Backtest;

public sealed class BacktestPlanTests : IDisposable
{
    private const string Strategy = """
        { "strategy_name": "s", "direction": "LONG", "global_limits": { "base_size": 0.1 },
          "signal_detection": { "conditions": [{ "condition_type": "price", "operator": "gt", "value": 1 }] },
          "entry_conditions": { "conditions": [{ "condition_type": "price", "operator": "gt", "value": 1 }] },
          "close_order_detection": { "conditions": [{ "condition_type": "price", "operator": "lt", "value": 1 }] } }
        """;

    private const string Session = """
        { "session_type": "backtest", "strategies": ["s.json"], "symbols": ["A_USDT"], "initial_balance": 1000, "market": { "dataset": "data" } }
        """;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false, 0.1)]
    [InlineData(true, null)]
    public void Declared_spread_is_that_of_data_without_quotes(bool hasQuotes, double? expected)
    {
        Import("trades.csv", "time,price,quantity\n1700000000000,1.5,2\n1700000002000,1.5,2\n");
        if (hasQuotes)
            Import("quotes.csv", "time,bid,bid_quantity,ask,ask_quantity\n1700000001000,1.4,2,1.6,2\n");
        File.WriteAllText(_folder.File("s.json"), Strategy);

        // The name is no file: a session may come as text.
        var document = new DocumentReader(new ComponentCatalog(), new DocumentScripts(new ScriptCompiler(new()))).ReadSession("request", Encoding.UTF8.GetBytes(Session), _folder.Path).Value.ShouldNotBeNull();
        var plan = BacktestPlan.Create(document);

        plan.Settings.Instruments.ShouldHaveSingleItem().SpreadPct.ShouldBe(expected);
        plan.Description.Document.ShouldBe(Session);
        plan.Description.Data!.Name.ShouldBe("data");
    }

    public void Dispose() => _folder.Dispose();

    private void Import(string file, string text)
    {
        File.WriteAllText(_folder.File(file), text);
        var report = DataImporter.Run(
            new ImportRequest
            {
                Files = [_folder.File(file)],
                Folder = _folder.File("data"),
                Symbol = "A_USDT",
                Instrument = new Instrument { Symbol = "A_USDT", Base = "A", Quote = "USDT", PriceTick = 0.1m, QuantityStep = 1, SpreadPct = 0.1 },
            },
            null, TestContext.Current.CancellationToken);
        report.IsRefused.ShouldBeFalse(string.Join('\n', report.Problems));
    }
}
