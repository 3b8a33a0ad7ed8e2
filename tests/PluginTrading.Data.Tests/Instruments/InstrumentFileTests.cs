using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Data.Tests.Instruments;

public sealed class InstrumentFileTests
{
    private const string Smallest = """{ "symbol": "NAS_BTC", "base": "NAS", "quote": "BTC", "price_tick": "0.00000001", "quantity_step": 0.01 }""";

    [Fact]
    public void Numbers_may_be_texts_and_what_is_left_out_has_its_default() =>
        InstrumentFile.Parse(Smallest, "nas.json").ShouldBe(new Instrument { Symbol = "NAS_BTC", Base = "NAS", Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = 0.01m });

    [Fact]
    public void Every_field_survives_being_written_and_read()
    {
        var instrument = new Instrument
        {
            Symbol = "BTC_USDT",
            Base = "BTC",
            Quote = "USDT",
            PriceTick = 0.1m,
            QuantityStep = 0.0001m,
            ContractSize = 0.0001m,
            MinQuantity = 0.0002m,
            MinNotional = 5.5m,
            MaxLeverage = 125,
            MaintenanceMarginRate = 0.0055m,
            LiquidationFeeRate = 0.0007m,
            TakerFeePct = 0.02m,
            MakerFeePct = -0.005m,
            SpreadPct = 0.015,
        };

        var text = InstrumentFile.Format(instrument);

        InstrumentFile.Parse(text, "x").ShouldBe(instrument);
        InstrumentFile.Format(InstrumentFile.Parse(text, "x")).ShouldBe(text);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Should.Throw<DataSetException>(() => InstrumentFile.Parse(
            """{ "symbol": "NAS_BTC", "base": "", "prize_tick": 1, "quantity_step": -1, "max_leverage": 2.5, "mmr": "a", "mmr": 1 }""", "nas.json")).Message.Split('\n').ShouldBe(
        [
            "nas.json: unknown field 'prize_tick'; did you mean 'price_tick'?",
            "nas.json: field 'mmr' is given twice",
            "nas.json: field 'base' is \"\"; expected a text that is not empty",
            "nas.json: field 'quote' is missing; expected a text",
            "nas.json: field 'price_tick' is missing; expected a number > 0, quote currency",
            "nas.json: field 'quantity_step' is -1; expected a number > 0, base asset",
            "nas.json: field 'max_leverage' is 2.5; expected a whole number from 1 to 200",
            "nas.json: field 'mmr' is \"a\"; expected a fraction ≥ 0 and < 1",
        ]);

    [Theory]
    [InlineData("NAS_USDT", "field 'symbol' is \"NAS_USDT\"; expected \"NAS_BTC\" from base and quote")]
    [InlineData("../NAS_BTC", "field 'symbol' is \"../NAS_BTC\"; expected at most 64 letters, digits and underscores")]
    public void Symbol_must_be_of_its_base_and_quote_and_fit_to_be_a_folder(string symbol, string problem) =>
        Should.Throw<DataSetException>(() => InstrumentFile.Parse(Smallest.Replace("NAS_BTC", symbol, StringComparison.Ordinal), "nas.json")).Message.ShouldBe($"nas.json: {problem}");

    [Theory]
    [InlineData("{ \"symbol\": }", "nas.json:1:13: is not JSON: ")]
    [InlineData("[]", "nas.json: is a JSON Array; expected an object with symbol, base, quote, price_tick, quantity_step, …")]
    [InlineData("", "nas.json:1:1: is not JSON: ")]
    public void Text_that_is_no_object_is_told_with_its_place(string json, string problem) =>
        Should.Throw<DataSetException>(() => InstrumentFile.Parse(json, "nas.json")).Message.ShouldStartWith(problem);

    [Fact]
    public void File_that_is_missing_is_told_with_an_example_that_is_valid()
    {
        using var folder = new TemporaryFolder();

        var message = Should.Throw<FileNotFoundException>(() => InstrumentFile.Read(folder.File("nope.json"))).Message;

        message.ShouldStartWith($"{folder.File("nope.json")}: does not exist; expected a file with the rules of a contract as JSON, such as\n{{");
        InstrumentFile.Parse(message[message.IndexOf('{', StringComparison.Ordinal)..], "example").Symbol.ShouldBe("BTC_USDT");
        Should.Throw<FileNotFoundException>(() => InstrumentFile.Read(folder.Path)).Message.ShouldContain(": is a folder; expected");
    }
}
