using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Tests.MarketData;

public sealed class MarketViewTests
{
    private readonly MarketBench _bench = new();

    [Fact]
    public void Each_kind_of_event_changes_its_own_figures()
    {
        var market = _bench.Market;
        _bench.Trade(1, 100);
        (market.LastPrice, market.Bid, market.Ask, market.MarkPrice, market.FundingRate).ShouldBe((100, double.NaN, double.NaN, double.NaN, double.NaN));
        market.Apply(MarketEvent.Quote(0, MarketBench.At(1), 99, 1, 101, 2));
        market.Apply(MarketEvent.Mark(0, MarketBench.At(2), 100.5));
        market.Apply(MarketEvent.Funding(0, MarketBench.At(2), -0.0001));

        (market.LastPrice, market.Bid, market.Ask, market.MarkPrice, market.FundingRate, market.Now).ShouldBe((100, 99, 101, 100.5, -0.0001, MarketBench.At(2)));
    }

    [Fact]
    public void Event_older_than_the_one_before_is_refused_and_changes_nothing()
    {
        _bench.Trade(2, 100);

        Should.Throw<ArgumentException>(() => _bench.Trade(1.999999999, 50)).Message
            .ShouldBe("NAS_BTC: an event at 2021-01-14T21:00:01.999999999Z came after one at 2021-01-14T21:00:02.000000000Z; events must be in order of time.");
        (_bench.Market.LastPrice, _bench.Market.Now, _bench.Market.Trades.Count).ShouldBe((100, MarketBench.At(2), 1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void Trade_that_is_none_is_refused_and_changes_nothing(double price, double quantity)
    {
        _bench.Trade(0, 100);

        Should.Throw<ArgumentException>(() => _bench.Trade(1, price, quantity)).Message.ShouldContain("expected is a positive price and a quantity of at least 0");
        (_bench.Market.LastPrice, _bench.Market.Now, _bench.Market.Trades.Count).ShouldBe((100, MarketBench.At(0), 1));
    }

    [Fact]
    public void Instrument_has_the_defaults_that_are_written_down()
    {
        var instrument = _bench.Market.Instrument;

        (instrument.ContractSize, instrument.MinQuantity, instrument.MinNotional, instrument.MaxLeverage).ShouldBe((1m, 0m, 0m, 200));
        (instrument.MaintenanceMarginRate, instrument.LiquidationFeeRate, instrument.TakerFeePct, instrument.MakerFeePct, instrument.SpreadPct)
            .ShouldBe((0.004m, 0.0004m, null, null, null));
        instrument.ShouldBe(instrument with { });
        instrument.ShouldNotBe(instrument with { PriceTick = 0.02m });
    }
}
