using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Tests.Markets;

public sealed class FundingScheduleTests
{
    private const long Hour = 3_600_000;

    private readonly FundingSchedule _schedule = new();

    [Fact]
    public void Next_settlement_is_the_next_round_hour_and_after_a_settlement_a_cycle_later()
    {
        _schedule.NextMs(7 * Hour).ShouldBe(8 * Hour);
        _schedule.NextMs(8 * Hour).ShouldBe(16 * Hour);
        _schedule.Shift(100);
        _schedule.NextMs(8 * Hour).ShouldBe((8 * Hour) + 100);
        _schedule.Settled(0.0001, (6 * Hour) + 5);

        _schedule.NextMs((6 * Hour) + 5).ShouldBe((14 * Hour) + 5);
        _schedule.NextMs(40 * Hour).ShouldBe((46 * Hour) + 5);
    }

    [Fact]
    public void Settlement_in_sight_is_the_next_whatever_the_cycle_says()
    {
        _schedule.Settled(0.0001, 8 * Hour);
        _schedule.Expect(0.0003, 12 * Hour).ShouldBeTrue();
        _schedule.Expect(0.0004, 16 * Hour).ShouldBeFalse();

        (_schedule.NextMs(8 * Hour), _schedule.Rate).ShouldBe((12 * Hour, 0.0003));
        _schedule.Settled(0.0003, 12 * Hour);
        (_schedule.NextMs(12 * Hour), _schedule.Rate, _schedule.CycleHours).ShouldBe((16 * Hour, 0.0004, 4));
        _schedule.Settled(0.0004, 16 * Hour);
        _schedule.NextMs(16 * Hour).ShouldBe(20 * Hour);
    }
}
