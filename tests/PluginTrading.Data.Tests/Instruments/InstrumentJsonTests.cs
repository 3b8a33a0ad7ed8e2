using System.Text.Json;
using PluginTrading.Data.Instruments;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests.Instruments;

public sealed class InstrumentJsonTests
{
    private static readonly Instrument Smallest = new() { Symbol = "NAS_BTC", Base = "NAS", Quote = "BTC", PriceTick = 0.00000001m, QuantityStep = 0.01m };

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

        WrittenAndRead(instrument).ShouldBe(instrument);
        WrittenAndRead(Smallest).ShouldBe(Smallest);
    }

    [Fact]
    public void Smallest_and_largest_numbers_keep_every_digit()
    {
        var instrument = Smallest with { PriceTick = 0.0000000000000000000000000001m, MinNotional = 79228162514264337593543950335m };

        WrittenAndRead(instrument).ShouldBe(instrument);
    }

    private static Instrument WrittenAndRead(Instrument instrument)
    {
        using var document = JsonDocument.Parse(InstrumentJson.Format(instrument));
        return InstrumentJson.Parse(document.RootElement);
    }
}
