using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Tests.MarketData;

public sealed class TradeWindowTests
{
    private readonly MarketBench _bench = new();

    private TradeHistory History => _bench.Market.Trades;

    [Fact]
    public void Trade_at_the_start_is_outside_and_trade_at_the_end_is_inside()
    {
        var window = History.Window(10, 2);
        _bench.Trade(0, 100, 1);
        _bench.Trade(0.000000001, 101, 2);
        _bench.Trade(8, 102, 4);
        _bench.Trade(8.000000001, 103, 8);

        _bench.Tick(10);

        (window.TradeCount, window.Volume, window.Turnover).ShouldBe((2, 6, (101 * 2) + (102 * 4)));
        (window.PriceAtStart, window.PriceAtEnd).ShouldBe((100, 102));
        (window.MaxPrice, window.MinPrice).ShouldBe((102, 100));
    }

    [Fact]
    public void Of_trades_at_the_same_moment_the_last_is_the_price()
    {
        var window = History.Window(10);
        _bench.Trade(0, 100);
        _bench.Trade(0, 90);
        _bench.Trade(5, 80);
        _bench.Trade(5, 95);
        _bench.Tick(10);

        (window.PriceAtStart, window.PriceAtEnd, window.TradeCount).ShouldBe((90, 95, 2));
        window.TimeWeightedPrice.ShouldBe(((90 * 5.0) + (95 * 5)) / 10);
        window.MinPrice.ShouldBe(80);
    }

    [Fact]
    public void Price_in_force_at_the_start_counts_from_the_start()
    {
        var window = History.Window(10, 4);
        _bench.Trade(0, 100);
        _bench.Trade(12, 130);
        _bench.Tick(19); // the window is from 9 to 15

        window.TimeWeightedPrice.ShouldBe(((100 * 3.0) + (130 * 3)) / 6);
    }

    [Fact]
    public void Window_without_a_trade_has_the_price_in_force_and_no_volume()
    {
        var window = History.Window(10, 5);
        _bench.Trade(0, 100);
        _bench.Tick(1000);

        (window.IsReady, window.TradeCount, window.Volume, window.Turnover).ShouldBe((true, 0, 0, 0));
        (window.TimeWeightedPrice, window.MaxPrice, window.MinPrice, window.PriceAtEnd).ShouldBe((100, 100, 100, 100));
    }

    [Fact]
    public void Nothing_is_known_before_the_first_trade()
    {
        var window = History.Window(10);
        window.IsReady.ShouldBeFalse();
        _bench.Tick(0);

        (window.IsReady, window.TradeCount, window.Volume).ShouldBe((false, 0, 0));
        (window.PriceAtStart, window.PriceAtEnd, window.TimeWeightedPrice, window.MaxPrice).ShouldBe((double.NaN, double.NaN, double.NaN, double.NaN));
    }

    [Fact]
    public void Same_bounds_give_the_same_window()
    {
        History.Window(10).ShouldBeSameAs(History.Window(10, 0));
        History.Window(0.1 + 0.2).ShouldBeSameAs(History.Window(0.3));
        History.Window(10).ShouldNotBeSameAs(History.Window(10, 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1e10, 0)]
    [InlineData(1e-10, 0)]
    public void Bounds_that_make_no_window_are_refused(double start, double end) => Should.Throw<ArgumentOutOfRangeException>(() => History.Window(start, end));

    [Fact]
    public void Window_asked_for_later_starts_from_the_trades_that_are_kept_and_is_ready_when_those_are_old_enough()
    {
        var first = History.Window(5);
        for (var second = 0; second <= 1000; second++)
            _bench.Trade(second, 100 + second);

        var late = History.Window(400);
        late.IsReady.ShouldBeFalse();
        late.Volume.ShouldBe(double.NaN);
        for (var second = 1001; second <= 1500; second++)
            _bench.Trade(second, 100 + second);

        late.IsReady.ShouldBeTrue();
        (late.TradeCount, late.Volume, late.PriceAtStart).ShouldBe((400, 400, 1200));
        (first.TradeCount, first.PriceAtStart).ShouldBe((5, 1595));
    }

    [Fact]
    public void Window_that_is_read_for_the_first_time_after_many_trades_knows_all_of_its_own()
    {
        var window = History.Window(300, 100);
        var random = new Random(5);
        var trades = new List<(double Time, double Price, double Quantity)>();
        for (var second = 0.0; second < 3000; second += random.NextDouble())
        {
            trades.Add((second, random.Next(1, 1000), random.Next(1, 10)));
            _bench.Trade(second, trades[^1].Price, trades[^1].Quantity);
        }

        _bench.Tick(3000);

        var inside = trades.Where(t => t.Time is > 2700 and <= 2900).ToList();
        (window.TradeCount, window.Volume, window.MaxPrice, window.MinPrice).ShouldBe((inside.Count, inside.Sum(t => t.Quantity), inside.Max(t => t.Price), inside.Min(t => t.Price)));
        window.Turnover.ShouldBe(inside.Sum(t => t.Price * t.Quantity), 1e-6);
    }

    [Fact]
    public void Memory_holds_what_the_longest_window_reaches_and_no_more()
    {
        var window = History.Window(60);
        for (var i = 0; i < 2_000; i++)
            _bench.Trade(i * 0.1, 100 + (i % 7));
        _ = window.MaxPrice;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 2_000; i < 200_000; i++)
        {
            _bench.Trade(i * 0.1, 100 + (i % 7));
            if (i % 100 == 0)
                _ = window.MaxPrice + window.MinPrice + window.TimeWeightedPrice + window.Volume;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        History.Count.ShouldBe(200_000);
    }

    [Fact]
    public void Boundary_counts_the_trades_at_or_before_it()
    {
        var cursor = History.Window(10).Start;
        cursor.Index.ShouldBe(0);
        _bench.Trade(0, 1);
        _bench.Trade(1, 1);
        (cursor.Index, cursor.Age).ShouldBe((0, 10 * Timestamp.PerSecond));
        _bench.Tick(10);
        cursor.Index.ShouldBe(1);
        cursor.Time.ShouldBe(MarketBench.Start);
        _bench.Tick(10.999999999);
        cursor.Index.ShouldBe(1);
        _bench.Tick(11);
        cursor.Index.ShouldBe(2);
    }
}
