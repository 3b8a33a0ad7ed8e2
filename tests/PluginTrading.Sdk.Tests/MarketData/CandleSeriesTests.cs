using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Tests.MarketData;

public sealed class CandleSeriesTests
{
    private readonly MarketBench _bench = new();
    private readonly List<Candle> _candles = [];

    [Fact]
    public void Candles_are_aligned_to_the_epoch_and_hold_what_was_traded()
    {
        Watch(60);
        _bench.Trade(7, 10, 1);
        _bench.Trade(20, 14, 2);
        _bench.Trade(30, 8, 3);
        _bench.Trade(59.999999999, 9, 4);
        _candles.ShouldBeEmpty();

        _bench.Trade(60, 11, 5);
        _bench.Tick(120);

        _candles.ShouldBe(
        [
            new Candle(MarketBench.At(0), MarketBench.At(60), 10, 14, 8, 9, 10),
            new Candle(MarketBench.At(60), MarketBench.At(120), 11, 11, 11, 11, 5),
        ]);
    }

    [Fact]
    public void Interval_without_trades_repeats_the_last_close_with_no_volume()
    {
        Watch(60);
        _bench.Trade(7, 10);
        _bench.Trade(8, 12);
        _bench.Trade(250, 20, 3);
        _bench.Tick(300);

        _candles.Select(c => (c.Start.SecondsSince(MarketBench.At(0)), c.Open, c.High, c.Low, c.Close, c.Volume)).ShouldBe(
        [
            (0, 10, 12, 10, 12, 2), (60, 12, 12, 12, 12, 0), (120, 12, 12, 12, 12, 0), (180, 12, 12, 12, 12, 0), (240, 20, 20, 20, 20, 3),
        ]);
    }

    [Fact]
    public void No_candle_comes_before_the_first_trade()
    {
        Watch(60);
        _bench.Tick(0);
        _bench.Tick(1000);
        _candles.ShouldBeEmpty();

        _bench.Trade(1001, 10);
        _bench.Tick(1020);
        _candles.Single().Start.ShouldBe(MarketBench.At(960));
    }

    [Fact]
    public void Candle_closes_before_the_event_that_closed_it_changes_any_price()
    {
        var seen = new List<double>();
        _bench.Market.Candles(60).Subscribe((in Candle _) => seen.Add(_bench.Market.LastPrice));
        _bench.Trade(0, 10);
        _bench.Trade(61, 99);

        seen.ShouldBe([10]);
    }

    [Fact]
    public void Intervals_that_do_not_divide_a_minute_are_aligned_to_the_epoch_too()
    {
        Watch(7.5);
        _bench.Trade(1, 10);
        _bench.Tick(100);

        _candles.ShouldAllBe(c => c.Start.Nanoseconds % 7_500_000_000 == 0 && c.End.Nanoseconds - c.Start.Nanoseconds == 7_500_000_000);
        _candles.Zip(_candles.Skip(1)).ShouldAllBe(p => p.First.End == p.Second.Start);
    }

    [Fact]
    public void Times_before_1970_are_aligned_the_same_way()
    {
        Watch(60);
        _bench.Market.Apply(MarketEvent.Trade(0, new Timestamp(-1), 10, 1));
        _bench.Market.Apply(MarketEvent.Trade(0, new Timestamp(0), 11, 1));

        _candles.Single().ShouldBe(new Candle(new Timestamp(-60 * Timestamp.PerSecond), new Timestamp(0), 10, 10, 10, 10, 1));
    }

    [Fact]
    public void Same_interval_gives_the_same_series_and_subscribers_are_told_in_order()
    {
        var order = new List<int>();
        var series = _bench.Market.Candles(60);
        series.ShouldBeSameAs(_bench.Market.Candles(60.0000000001));
        series.Subscribe((in Candle _) => order.Add(1));
        _bench.Market.Candles(60).Subscribe((in Candle _) => order.Add(2));
        _bench.Trade(0, 10);
        _bench.Tick(60);

        order.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(4e9)]
    public void Interval_that_is_none_is_refused(double seconds) => Should.Throw<ArgumentOutOfRangeException>(() => _bench.Market.Candles(seconds));

    private void Watch(double seconds) => _bench.Market.Candles(seconds).Subscribe((in Candle c) => _candles.Add(c));
}
