using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Documents.Tests.Instruments;

public sealed class InstrumentReaderTests
{
    private const string Document = """
        {
          "symbol": "NAS_BTC", "base": "NAS", "quote": "BTC",
          "price_tick": "0.0000001", "quantity_step": "0.01", "contract_size": 1, "min_quantity": "0.01", "min_notional": 0.0001, "max_quantity": 500,
          "max_leverage": 20, "mmr": "0.004", "liquidation_fee_rate": 0.0004, "taker_fee_pct": "0.08", "maker_fee_pct": null, "spread_pct": 0.1
        }
        """;

    [Fact]
    public void Instrument_with_every_field_is_valid() => Findings("", "").ShouldBeEmpty();

    [Theory]
    [InlineData("\"NAS_BTC\"", "\"NAS_USDT\"", "2:13 error PT1501 'symbol' is 'NAS_USDT', but 'base' and 'quote' make 'NAS_BTC' (at $.symbol)")]
    [InlineData("\"NAS_BTC\"", "\"nas_btc\"", "2:13 error PT1106 'symbol' is the text \"nas_btc\"; expected is: BASE_QUOTE in capitals, as in BTC_USDT (at $.symbol)")]
    [InlineData("\"min_quantity\": \"0.01\"", "\"min_quantity\": \"0.015\"", "3:91 warning PT1312 'min_quantity' is 0.015, which is no multiple of 'quantity_step' 0.01: the next multiple is the smallest order (at $.min_quantity)")]
    [InlineData("\"max_quantity\": 500", "\"max_quantity\": \"0.005\"", "3:139 error PT1502 'max_quantity' is 0.005, below the smallest order of 0.01 (at $.max_quantity)")]
    [InlineData("\"max_quantity\": 500", "\"max_quantity\": 0", "3:139 error PT1105 'max_quantity' is 0; allowed is > 0 (at $.max_quantity)")]
    [InlineData("\"max_quantity\": 500", "\"max_quantity\": \"0.01\"")]
    [InlineData("\"0.0000001\"", "\"0\"", "3:17 error PT1106 'price_tick' is the text \"0\"; expected is a number, or a text that is one in plain decimals, > 0 (at $.price_tick)")]
    [InlineData("\"0.0000001\"", "0", "3:17 error PT1105 'price_tick' is 0; allowed is > 0 (at $.price_tick)")]
    [InlineData("\"0.0000001\"", "\"1e-7\"", "3:17 error PT1106 'price_tick' is the text \"1e-7\"; expected is a number, or a text that is one in plain decimals, > 0 (at $.price_tick)")]
    [InlineData("\"0.0000001\"", "1e-7")]
    [InlineData("\"0.0000001\"", "\"0.00000000000000000000000000001\"", "3:17 error PT1006 'price_tick' is the text \"0.00000000000000000000000000001\", which cannot be kept exactly: a number has at most 28 digits behind the point and must be below 7.9e28 (at $.price_tick)")]
    [InlineData("\"max_leverage\": 20", "\"max_leverage\": 201", "4:19 error PT1105 'max_leverage' is 201; allowed is a whole number ≥ 1 and ≤ 200 (at $.max_leverage)")]
    [InlineData("\"mmr\": \"0.004\"", "\"mmr\": \"1\"", "4:30 error PT1106 'mmr' is the text \"1\"; expected is a number, or a text that is one in plain decimals, ≥ 0 and < 1 (at $.mmr)")]
    [InlineData("\"spread_pct\": 0.1", "\"spread_pct\": 100", "4:133 error PT1105 'spread_pct' is 100; allowed is ≥ 0 and < 100 (at $.spread_pct)")]
    [InlineData("\"mmr\": \"0.004\"", "\"mmr\": 1", "4:30 error PT1105 'mmr' is 1; allowed is ≥ 0 and < 1 (at $.mmr)")]
    public void Instrument_that_is_wrong_says_what_and_where(string piece, string replacement, params string[] expected) => Findings(piece, replacement).ShouldBe(expected);

    [Fact]
    public void Every_field_is_read_exactly()
    {
        Read(Document).Value.ShouldBe(new Instrument
        {
            Symbol = "NAS_BTC",
            Base = "NAS",
            Quote = "BTC",
            PriceTick = 0.0000001m,
            QuantityStep = 0.01m,
            ContractSize = 1,
            MinQuantity = 0.01m,
            MaxQuantity = 500,
            MinNotional = 0.0001m,
            MaxLeverage = 20,
            MaintenanceMarginRate = 0.004m,
            LiquidationFeeRate = 0.0004m,
            TakerFeePct = 0.08m,
            MakerFeePct = null,
            SpreadPct = 0.1,
        });
    }

    [Fact]
    public void What_is_left_out_has_its_default() =>
        Read("""{ "symbol": "NAS_BTC", "base": "NAS", "quote": "BTC", "price_tick": "0.00000001", "quantity_step": 0.01 }""").Value
            .ShouldBe(new Instrument { Symbol = "NAS_BTC", Base = "NAS", Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = 0.01m });

    [Fact]
    public void Warning_is_told_beside_the_instrument()
    {
        var result = Read(Document.Replace("\"min_quantity\": \"0.01\"", "\"min_quantity\": \"0.015\"", StringComparison.Ordinal));

        result.Value.ShouldNotBeNull().MinQuantity.ShouldBe(0.015m);
        result.Diagnostics.ShouldHaveSingleItem().IsError.ShouldBeFalse();
    }

    [Fact]
    public void File_with_an_error_gives_no_instrument() => Read(Document.Replace("\"NAS_BTC\"", "\"NAS_USDT\"", StringComparison.Ordinal)).Value.ShouldBeNull();

    [Fact]
    public void Document_of_another_kind_is_no_instrument() =>
        Read(TestDocument.Strategy).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("this is a strategy by its fields or its \"$schema\"; expected is an instrument");

    private static DocumentResult<Instrument> Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("nas.json"), text);
        return TestComponents.Reader().ReadInstrument(folder.File("nas.json"));
    }

    private static IReadOnlyList<string> Findings(string piece, string replacement)
    {
        using var folder = new TemporaryFolder();
        var text = piece.Length == 0 ? Document : Document.Replace(piece, replacement, StringComparison.Ordinal);
        return [.. TestDocument.Validate(folder, "nas.json", text).Select(TestDocument.Short)];
    }
}
