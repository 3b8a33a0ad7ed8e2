using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Tests.MarketData;

public sealed class FundingScheduleTests
{
    private readonly FundingSchedule _schedule = new(3);

    [Fact]
    public void Last_rate_before_the_payment_is_paid_at_its_time_once()
    {
        _schedule.Announce(0.0001, At(100), At(10)).ShouldBeNull();
        _schedule.Announce(0.0002, At(100), At(99)).ShouldBeNull();
        _schedule.Pass(At(99)).ShouldBeNull();

        var paid = _schedule.Pass(At(100)).ShouldNotBeNull();

        (paid.Kind, paid.SymbolIndex, paid.Time, paid.FundingRate).ShouldBe((MarketEventKind.Funding, 3, At(100), 0.0002));
        _schedule.Pass(At(101)).ShouldBeNull();
    }

    [Fact]
    public void Announcement_of_the_next_payment_shows_that_the_last_one_happened()
    {
        _schedule.Announce(0.0001, At(100), At(10));

        var paid = _schedule.Announce(0.0009, At(200), At(105)).ShouldNotBeNull();

        (paid.Time, paid.FundingRate).ShouldBe((At(100), 0.0001));
        _schedule.Pass(At(200))!.Value.FundingRate.ShouldBe(0.0009);
    }

    [Fact]
    public void Late_announcement_of_a_payment_that_is_over_pays_nothing()
    {
        _schedule.Announce(0.0001, At(100), At(100)).ShouldBeNull();
        _schedule.Pass(At(150)).ShouldBeNull();
        _schedule.Announce(0.0001, At(200), At(150));
        _schedule.Pass(At(200)).ShouldNotBeNull();

        _schedule.Announce(0.0005, At(200), At(199)).ShouldBeNull();
        _schedule.Pass(At(300)).ShouldBeNull();
    }

    [Fact]
    public void Moved_payment_is_paid_at_the_new_time()
    {
        _schedule.Announce(0.0001, At(100), At(10));
        _schedule.Announce(0.0001, At(80), At(20));

        _schedule.Pass(At(90))!.Value.Time.ShouldBe(At(80));
    }

    private static Timestamp At(long seconds) => new(seconds * Timestamp.PerSecond);
}
