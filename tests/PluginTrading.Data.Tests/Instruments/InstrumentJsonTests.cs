using System.Text.Json;
using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Instruments;

public sealed class InstrumentJsonTests
{
    private static readonly Instrument Full = new()
    {
        Symbol = "BTC_USDT",
        Base = "BTC",
        Quote = "USDT",
        PriceTick = 0.1m,
        QuantityStep = 0.0001m,
        ContractSize = 0.0001m,
        MinQuantity = 0.0002m,
        MaxQuantity = 400.25m,
        MinNotional = 5.5m,
        MaxLeverage = 125,
        MaintenanceMarginRate = 0.0055m,
        LiquidationFeeRate = 0.0007m,
        TakerFeePct = 0.02m,
        MakerFeePct = -0.005m,
        SpreadPct = 0.015,
    };

    [Fact]
    public void Every_field_survives_being_written_and_read()
    {
        var text = InstrumentJson.Format(Full);

        Read(text).ShouldBe(Full);
        InstrumentJson.Format(Read(text)).ShouldBe(text);
    }

    [Fact]
    public void Numbers_at_the_ends_of_their_range_survive_being_written_and_read()
    {
        var extreme = Full with
        {
            PriceTick = 0.0000000000000000000000000001m,
            QuantityStep = decimal.MaxValue,
            ContractSize = 7.9228162514264337593543950335m,
            TakerFeePct = -100,
            MakerFeePct = null,
            SpreadPct = 1e-30,
        };

        Read(InstrumentJson.Format(extreme)).ShouldBe(extreme);
        Read(InstrumentJson.Format(extreme with { SpreadPct = null })).SpreadPct.ShouldBeNull();
    }

    [Theory]
    [InlineData("BTC_USDT", "../BTC_USDT")]
    [InlineData("BTC_USDT", "btc_usdt")]
    [InlineData("BTC_USDT", "BTC")]
    public void Symbol_that_is_no_name_of_a_folder_is_refused(string piece, string replacement) =>
        Should.Throw<FormatException>(() => Read(InstrumentJson.Format(Full).Replace(piece, replacement, StringComparison.Ordinal))).Message
            .ShouldBe($"'symbol' is '{replacement}'; expected BASE_QUOTE in capitals, at most 40 characters.");

    [Fact]
    public void Number_that_is_none_is_refused() =>
        Should.Throw<FormatException>(() => Read(InstrumentJson.Format(Full).Replace("\"0.1\"", "\"1e-1\"", StringComparison.Ordinal))).Message
            .ShouldBe("'price_tick' is '1e-1'; expected a number in plain decimals.");

    private static Instrument Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return InstrumentJson.Read(document.RootElement);
    }
}
