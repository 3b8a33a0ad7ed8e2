using Spectre.Console.Cli;

namespace PluginTrading.Cli.Commands;

/// <summary>The commands under <c>data</c>.</summary>
internal static class DataBranch
{
    public static void Register(IConfigurator configuration) => configuration.AddBranch("data", data =>
    {
        data.SetDescription("Import, make up and look at recorded market data.");
        data.AddCommand<DataImportCommand>("import")
            .WithDescription("Import CSV files of one symbol into a data set: all of them, or nothing when a row is bad.")
            .WithExample("data", "import", "trades.csv.gz", "--symbol", "NAS_BTC", "--instrument", "nas.json", "--out", "data/nas")
            .WithExample("data", "import", "rates.csv", "--symbol", "BTC_USDT", "--where", "exchange=mexc", "--out", "data/btc");
        data.AddCommand<DataInfoCommand>("info")
            .WithDescription("Show what a data set holds.")
            .WithExample("data", "info", "data/nas", "--verify");
        data.AddCommand<DataGenerateCommand>("generate")
            .WithDescription("Make up the market of a small coin with pumps; the same seed gives the same bytes everywhere.")
            .WithExample("data", "generate", "--out", "data/demo", "--days", "3", "--seed", "1");
    });
}
