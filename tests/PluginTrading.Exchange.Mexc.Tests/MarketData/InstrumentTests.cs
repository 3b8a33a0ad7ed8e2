using PluginTrading.Exchange.Mexc.Tests.Fakes;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

public sealed class InstrumentTests
{
    [Fact]
    public async Task Contract_rules_become_base_units_with_the_fees_of_the_api()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("detail?symbol=BTC_USDT", "detail_btc").OnFile("detail?symbol=ETH_USDT", "detail_eth");

        var instruments = await mexc.Exchange.GetInstrumentsAsync(["ETH_USDT", "BTC_USDT"], FakeMexc.Stop);

        instruments.Select(i => i.Symbol).ShouldBe(["ETH_USDT", "BTC_USDT"]);
        var btc = instruments[1];
        (btc.Base, btc.Quote, btc.PriceTick, btc.ContractSize).ShouldBe(("BTC", "USDT", 0.1m, 0.0001m));
        (btc.QuantityStep, btc.MinQuantity, btc.MaxLeverage).ShouldBe((0.0001m, 0.0001m, 200));
        btc.MaxQuantity.ShouldBe(40);
        (btc.MaintenanceMarginRate, btc.LiquidationFeeRate, btc.TakerFeePct, btc.MakerFeePct).ShouldBe((0.004m, 0.0004m, 0.08m, 0.06m));
        (instruments[0].QuantityStep, instruments[0].MinQuantity, instruments[0].MaxLeverage).ShouldBe((0.02m, 0.02m, 200));
        mexc.Http.Sent[0].Headers.ShouldNotContainKey("ApiKey");
    }

    [Theory]
    [InlineData("\"maxVol\":400000,", "")]
    [InlineData("\"maxVol\":400000,", "\"maxVol\":0,")]
    [InlineData("\"maxVol\":400000,", "\"maxVol\":0.5,")]
    public async Task Largest_order_that_is_none_is_left_out(string found, string replaced)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("detail", PayloadFile.Text("detail_btc").Replace(found, replaced, StringComparison.Ordinal));

        (await mexc.Exchange.GetInstrumentsAsync(["BTC_USDT"], FakeMexc.Stop))[0].MaxQuantity.ShouldBeNull();
    }

    [Fact]
    public async Task Regions_cap_bounds_the_leverage()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("detail", PayloadFile.Text("detail_btc").Replace("\"countryConfigContractMaxLeverage\":0", "\"countryConfigContractMaxLeverage\":20", StringComparison.Ordinal));

        (await mexc.Exchange.GetInstrumentsAsync(["BTC_USDT"], FakeMexc.Stop))[0].MaxLeverage.ShouldBe(20);
    }

    [Theory]
    [InlineData("\"apiAllowed\":true", "\"apiAllowed\":false", "may not be traded through the API")]
    [InlineData("\"state\":0", "\"state\":4", "not enabled (state 4: paused)")]
    [InlineData("\"settleCoin\":\"USDT\"", "\"settleCoin\":\"BTC\"", "settled in BTC")]
    [InlineData("\"positionOpenType\":3", "\"positionOpenType\":2", "cross margin only")]
    [InlineData("\"contractSize\":0.0001", "\"contractSize\":0", "not above 0")]
    [InlineData("\"priceUnit\":0.1", "\"priceUnit\":\"x\"", "priceUnit: expected a number, found \"x\"")]
    public async Task Contract_that_may_not_be_traded_is_refused_with_the_reason(string found, string replaced, string message)
    {
        await using var mexc = new FakeMexc();
        mexc.Http.On("detail", PayloadFile.Text("detail_btc").Replace(found, replaced, StringComparison.Ordinal));

        var error = await Should.ThrowAsync<ExchangeException>(mexc.Exchange.GetInstrumentsAsync(["BTC_USDT"], FakeMexc.Stop));

        error.Message.ShouldContain("BTC_USDT");
        error.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Unknown_symbol_is_refused_by_name()
    {
        await using var mexc = new FakeMexc();
        mexc.Http.OnFile("detail", "unknown_contract");

        var error = await Should.ThrowAsync<ExchangeException>(mexc.Exchange.GetInstrumentsAsync(["NOPE_USDT"], FakeMexc.Stop));

        error.Message.ShouldBe("MEXC NOPE_USDT: there is no such contract (1001: Contract does not exist)");
        error.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task Many_symbols_are_asked_for_at_once()
    {
        await using var mexc = new FakeMexc();
        var one = PayloadFile.Text("detail_btc");
        var contract = one[(one.IndexOf("\"data\":", StringComparison.Ordinal) + 7)..^1];
        var symbols = Enumerable.Range(0, 11).Select(i => $"C{i}_USDT").ToList();
        mexc.Http.On("detail", $$"""{"success":true,"code":0,"data":[{{string.Join(',', symbols.Select(s => contract.Replace("\"symbol\":\"BTC_USDT\"", $"\"symbol\":\"{s}\"", StringComparison.Ordinal)))}}]}""");

        var instruments = await mexc.Exchange.GetInstrumentsAsync(symbols, FakeMexc.Stop);

        instruments.Select(i => i.Symbol).ShouldBe(symbols);
        mexc.Http.Sent.Count.ShouldBe(1);
        (await Should.ThrowAsync<ExchangeException>(mexc.Exchange.GetInstrumentsAsync([.. symbols, "NOPE_USDT"], FakeMexc.Stop))).Message.ShouldContain("NOPE_USDT: there is no such contract");
    }
}
