using PluginTrading.Documents.Checks;

namespace PluginTrading.Documents.Tests.Checks;

public sealed class IntervalTests
{
    [Fact]
    public void Ranges_that_touch_are_one()
    {
        new ValueSet(Interval.Below(5, false), Interval.Above(5, true)).IsInside(new ValueSet(Interval.Everything)).ShouldBeTrue();
        new ValueSet(Interval.Everything).IsInside(new ValueSet(Interval.Below(5, false), Interval.Above(5, true))).ShouldBeTrue();
        new ValueSet(Interval.Everything).IsInside(new ValueSet(Interval.Below(5, false), Interval.Above(5, false))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(5, true, 5, true, false)]
    [InlineData(5, true, 5, false, true)]
    [InlineData(5, false, 5, true, true)]
    [InlineData(6, true, 5, true, true)]
    [InlineData(4, false, 5, false, false)]
    public void Range_is_empty_when_no_number_is_in_it(double low, bool lowIncluded, double high, bool highIncluded, bool isEmpty) =>
        new Interval(low, lowIncluded, high, highIncluded).IsEmpty.ShouldBe(isEmpty);

    [Fact]
    public void Range_with_its_end_is_not_inside_the_range_without_it()
    {
        Interval.Above(5, true).IsInside(Interval.Above(5, false)).ShouldBeFalse();
        Interval.Above(5, false).IsInside(Interval.Above(5, true)).ShouldBeTrue();
        Interval.Below(5, true).IsInside(Interval.Below(5, false)).ShouldBeFalse();
    }

    [Fact]
    public void Overlapping_sets_meet_in_their_common_ranges()
    {
        var meeting = new ValueSet(Interval.Below(-1, false), Interval.Above(1, false)).Intersect(new ValueSet(new Interval(-2, true, 2, true)));

        meeting.IsInside(new ValueSet(new Interval(-2, true, -1, false), new Interval(1, false, 2, true))).ShouldBeTrue();
        new ValueSet(new Interval(-2, true, -1, false), new Interval(1, false, 2, true)).IsInside(meeting).ShouldBeTrue();
    }
}
