using PluginTrading.Data;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Cli.Tests;

/// <summary><c>validate</c>, <c>data import --instrument</c> and the data set that comes of it say the same of the same file.</summary>
[Collection(nameof(ConsoleRun))]
public sealed class InstrumentAgreementTests : IDisposable
{
    private const string Smallest = """{ "symbol": "NAS_BTC", "base": "NAS", "quote": "BTC", "price_tick": "0.00000001", "quantity_step": 0.01""";

    private static readonly Instrument Default = new() { Symbol = "NAS_BTC", Base = "NAS", Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = 0.01m };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, Instrument> Accepted => new()
    {
        { "", Default },
        { ", \"$schema\": \"../schemas/instrument.schema.json\"", Default },
        { ", \"taker_fee_pct\": null, \"maker_fee_pct\": null, \"spread_pct\": null", Default },
        { ", \"contract_size\": 1e-28, \"min_quantity\": \"0.0000000000000000000000000001\"", Default with { ContractSize = 1e-28m, MinQuantity = 1e-28m } },
        { ", \"min_notional\": 79228162514264337593543950335", Default with { MinNotional = decimal.MaxValue } },
        { ", \"max_quantity\": \"0.01\"", Default with { MaxQuantity = 0.01m } },
        { ", \"min_quantity\": 79228162514264337593543950335", Default with { MinQuantity = decimal.MaxValue } },
        { ", \"max_leverage\": 3.0, \"mmr\": \"0\", \"liquidation_fee_rate\": 0.9999", Default with { MaxLeverage = 3, MaintenanceMarginRate = 0, LiquidationFeeRate = 0.9999m } },
        { ", \"taker_fee_pct\": 100, \"maker_fee_pct\": \"-100.0\"", Default with { TakerFeePct = 100, MakerFeePct = -100 } },
        { ", \"spread_pct\": \"0.015\"", Default with { SpreadPct = 0.015 } },
        { ", \"spread_pct\": 1e-30", Default with { SpreadPct = 1e-30 } },
    };

    public static TheoryData<string> Refused =>
    [
        Smallest + ", \"prize_tick\": 1 }",
        Smallest + ", \"symbol\": \"NAS_BTC\" }",
        Smallest + ", } ",
        Smallest + " // a comment\n }",
        Smallest + ", \"contract_size\": null }",
        Smallest + ", \"contract_size\": 0 }",
        Smallest + ", \"contract_size\": \"1e-3\" }",
        Smallest + ", \"contract_size\": 0.00000000000000000000000000001 }",
        Smallest + ", \"contract_size\": 79228162514264337593543950336 }",
        Smallest + ", \"min_quantity\": \"0.01234567890123456789012345678901\" }",
        Smallest + ", \"max_quantity\": 0.009 }",
        Smallest + ", \"max_leverage\": 201 }",
        Smallest + ", \"max_leverage\": \"3\" }",
        Smallest + ", \"max_leverage\": 2.5 }",
        Smallest + ", \"mmr\": 1 }",
        Smallest + ", \"taker_fee_pct\": 100.1 }",
        Smallest + ", \"spread_pct\": 100 }",
        Smallest + ", \"spread_pct\": -1 }",
        Smallest + ", \"$schema\": \"session.schema.json\" }",
        (Smallest + " }").Replace("NAS_BTC", "NAS_BTC_240628", StringComparison.Ordinal),
        (Smallest + " }").Replace("NAS", "nas", StringComparison.Ordinal),
        (Smallest + " }").Replace("\"BTC\"", "\"USDT\"", StringComparison.Ordinal),
        "[]",
        "{}",
        "",
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Accepted))]
    public void File_that_validate_accepts_is_imported_with_the_same_numbers(string more, Instrument expected)
    {
        var (validate, import) = Both(Smallest + more + " }");

        validate.Output.ShouldNotContain(": error");
        validate.ExitCode.ShouldBe(0);
        import.ExitCode.ShouldBe(0, import.Error);
        DataSet.Open(_folder.File("set")).Instrument("NAS_BTC").ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void File_that_validate_refuses_is_not_imported(string text)
    {
        var (validate, import) = Both(text);

        validate.ExitCode.ShouldBe(1);
        import.ExitCode.ShouldBe(1);
        import.Error.ShouldContain(": error PT");
        Directory.Exists(_folder.File("set")).ShouldBeFalse();
    }

    [Fact]
    public void Both_say_the_same_of_a_file_in_the_same_words()
    {
        var (validate, import) = Both(Smallest + ", \"prize_tick\": 1, \"min_quantity\": 0.015, \"mmr\": \"a\" }");

        import.Error.ShouldBe(validate.Output);
    }

    private (ConsoleRun Validate, ConsoleRun Import) Both(string text)
    {
        var file = _folder.File("nas.json");
        File.WriteAllText(file, text);
        var trades = _folder.File("a.csv");
        File.WriteAllText(trades, "time,price,amount\n1610658000123,0.0000081,684.13\n");
        return (ConsoleRun.Of("validate", file), ConsoleRun.Of("data", "import", trades, "--symbol", "NAS_BTC", "--instrument", file, "--out", _folder.File("set")));
    }
}
