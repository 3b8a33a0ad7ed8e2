using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

public sealed class VolumeCheckTests
{
    private readonly VolumeCheck _check = new();

    [Fact]
    public void Equal_volumes_are_silent_minute_after_minute()
    {
        Begin(0);
        for (var minute = 1; minute < 6; minute++)
        {
            Deal(minute, 1, 3);
            Kline(minute, 3, at: 2).ShouldBeNull();
            Deal(minute, 30, 2);
            Kline(minute, 5, at: 31).ShouldBeNull();
        }
    }

    [Fact]
    public void Sum_of_fractions_that_is_not_exact_is_equal()
    {
        Begin(0);
        for (var second = 0; second < 10; second++)
            Deal(1, second, 0.1);
        Kline(1, 1, at: 50);
        Kline(2, 0, at: 1);

        Kline(2, 0, at: 6).ShouldBeNull();
    }

    [Fact]
    public void Lost_deal_is_told_once_with_its_minute_and_both_volumes()
    {
        Begin(0);
        Deal(1, 1, 96);
        Kline(1, 100, at: 50);

        Kline(2, 1, at: 1).ShouldBeNull();
        Deal(2, 1, 1);
        Kline(2, 1, at: 6).ShouldBe(new LostDeals(At(1, 0), 96, 100));
        Kline(2, 1, at: 7).ShouldBeNull();
        Kline(3, 1, at: 7).ShouldBeNull();
    }

    [Fact]
    public void Minute_of_which_no_deal_came_is_told()
    {
        Begin(0);
        Kline(1, 5, at: 50);
        Kline(2, 0, at: 6);

        Kline(2, 0, at: 7).ShouldBe(new LostDeals(At(1, 0), 0, 5));
    }

    [Fact]
    public void Last_push_of_the_closed_kline_counts_also_when_it_comes_after_the_next()
    {
        Begin(0);
        Deal(1, 1, 5);
        Kline(1, 5, at: 50);
        Kline(2, 0, at: 1);
        Kline(1, 7, at: 61).ShouldBeNull();

        Kline(2, 0, at: 6).ShouldBe(new LostDeals(At(1, 0), 5, 7));
    }

    [Fact]
    public void Late_deal_within_the_grace_counts()
    {
        Begin(0);
        Kline(1, 5, at: 50);
        Kline(2, 0, at: 1);
        Kline(2, 0, at: 4.9).ShouldBeNull();
        Deal(1, 59.9, 5);

        Kline(2, 0, at: 5).ShouldBeNull();
        Kline(2, 0, at: 30).ShouldBeNull();
    }

    [Fact]
    public void First_push_of_a_minute_that_comes_late_leaves_the_one_before_to_the_push_after_it()
    {
        Begin(0);
        Kline(1, 5, at: 50);
        Kline(2, 1, at: 40).ShouldBeNull();
        Deal(1, 59.9, 5);
        Deal(2, 40, 1);

        Kline(2, 1, at: 41).ShouldBeNull();
    }

    [Fact]
    public void Deals_that_come_before_the_first_kline_of_their_minute_count()
    {
        Begin(0);
        Deal(3, 0, 2);
        Deal(3, 1, 2);
        Kline(3, 4, at: 2);
        Kline(4, 0, at: 1);

        Kline(4, 0, at: 6).ShouldBeNull();
    }

    [Fact]
    public void More_deals_than_the_kline_has_are_no_fault()
    {
        Begin(0);
        Deal(1, 1, 9);
        Kline(1, 5, at: 50);
        Kline(2, 0, at: 1);

        Kline(2, 0, at: 6).ShouldBeNull();
    }

    [Fact]
    public void First_minute_of_a_connection_is_not_judged_and_the_next_is()
    {
        Begin(0);
        Deal(1, 1, 5);
        Kline(1, 5, at: 50);
        _check.Restart();

        Kline(1, 8, at: 55).ShouldBeNull();
        Kline(2, 1, at: 1).ShouldBeNull();
        Kline(2, 1, at: 6).ShouldBeNull();
        Kline(3, 1, at: 1).ShouldBeNull();
        Kline(3, 1, at: 6).ShouldBe(new LostDeals(At(2, 0), 0, 1));
    }

    [Theory]
    [InlineData(61.0, 0.0)]
    [InlineData(59.0, 60.5)]
    public void Minute_that_had_begun_when_the_first_kline_came_is_partial(double klineSent, double dealTime)
    {
        // A late push of the minute before, or a deal that was ahead of it.
        Deal(0, dealTime, 1);
        Kline(0, 100, at: klineSent);
        Kline(1, 100, at: 50);
        Kline(2, 0, at: 1);

        Kline(2, 0, at: 6).ShouldBeNull();
    }

    [Fact]
    public void Klines_behind_the_deals_begin_the_comparison_anew()
    {
        Begin(0);
        Deal(1, 1, 5);
        Deal(2, 1, 5);
        Kline(1, 5, at: 62).ShouldBeNull();
        Kline(2, 5, at: 2).ShouldBeNull();
        Kline(3, 0, at: 1).ShouldBeNull();
        Kline(3, 0, at: 6).ShouldBeNull();

        Kline(3, 2, at: 50).ShouldBeNull();
        Kline(4, 0, at: 1).ShouldBeNull();
        Kline(4, 0, at: 6).ShouldBe(new LostDeals(At(3, 0), 0, 2));
    }

    [Fact]
    public void Quiet_minutes_without_a_kline_do_not_matter()
    {
        Begin(0);
        Deal(1, 1, 5);
        Kline(1, 5, at: 1);
        Deal(101, 1, 3);

        Kline(101, 3, at: 1).ShouldBeNull();
        Kline(101, 3, at: 6).ShouldBeNull();
        Kline(102, 3, at: 1).ShouldBeNull();
        Kline(102, 3, at: 6).ShouldBeNull();
    }

    /// <summary>The first, partial minute.</summary>
    private void Begin(int minute) => Kline(minute, 1000, at: 30).ShouldBeNull();

    private void Deal(int minute, double second, double contracts) => _check.TakeDeal(At(minute, second), contracts);

    private LostDeals? Kline(int minute, double contracts, double at) => _check.TakeKline(At(minute, 0), contracts, At(minute, at));

    private static Timestamp At(int minute, double second) => Timestamp.FromUnixMilliseconds(1_795_000_020_000 + (minute * 60_000) + (long)(second * 1000));
}
