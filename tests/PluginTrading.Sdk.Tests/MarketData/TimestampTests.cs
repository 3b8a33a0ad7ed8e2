using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Tests.MarketData;

public sealed class TimestampTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000000Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(99, "1970-01-01T00:00:00.000000099Z")]
    [InlineData(100, "1970-01-01T00:00:00.000000100Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(-100, "1969-12-31T23:59:59.999999900Z")]
    [InlineData(-101, "1969-12-31T23:59:59.999999899Z")]
    [InlineData(1_610_658_000_123_456_789, "2021-01-14T21:00:00.123456789Z")]
    [InlineData(951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    public void Text_has_every_nanosecond_over_the_whole_range(long nanoseconds, string text) => new Timestamp(nanoseconds).ToString().ShouldBe(text);

    [Fact]
    public void Date_and_time_is_cut_to_100_nanoseconds_toward_the_past()
    {
        new Timestamp(199).ToDateTimeOffset().ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(1));
        new Timestamp(-1).ToDateTimeOffset().ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(-1));
        new Timestamp(-100).ToDateTimeOffset().ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(-1));
    }

    [Fact]
    public void Date_and_time_with_an_offset_is_the_same_moment() =>
        Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 1, 15, 2, 30, 0, TimeSpan.FromHours(5.5))).ToString().ShouldBe("2021-01-14T21:00:00.000000000Z");

    [Fact]
    public void Moments_outside_the_range_throw()
    {
        Should.Throw<OverflowException>(() => Timestamp.FromDateTimeOffset(DateTimeOffset.MaxValue));
        Should.Throw<OverflowException>(() => Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue));
        Should.Throw<OverflowException>(() => Timestamp.FromUnixMilliseconds(long.MaxValue / 1000));
        Should.Throw<OverflowException>(() => new Timestamp(long.MaxValue).Plus(1));
        Should.Throw<OverflowException>(() => new Timestamp(long.MinValue).Plus(-1));
        Should.Throw<OverflowException>(() => new Timestamp(long.MaxValue).SecondsSince(new Timestamp(-1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 100_000_000)]
    [InlineData(0.3, 300_000_000)]
    [InlineData(1e-9, 1)]
    [InlineData(4e-10, 0)]
    [InlineData(-1.5, -1_500_000_000)]
    public void Durations_are_rounded_to_the_nearest_nanosecond(double seconds, long nanoseconds) => Timestamp.DurationOf(seconds).ShouldBe(nanoseconds);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e10)]
    public void Duration_that_is_none_throws(double seconds) => Should.Throw<OverflowException>(() => Timestamp.DurationOf(seconds));

    [Theory]
    [InlineData("2021-01-14T21:00:00.123456789Z", "2021-01-14T21:00:00.123456789Z")]
    [InlineData("2021-01-14T21:00:00.5Z", "2021-01-14T21:00:00.500000000Z")]
    [InlineData("2021-01-14T21:00:00Z", "2021-01-14T21:00:00.000000000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.000000000Z")]
    [InlineData("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z")]
    public void Text_of_a_time_is_read(string text, string expected)
    {
        Timestamp.TryParse(text, out var time).ShouldBeTrue();
        time.ToString().ShouldBe(expected);
        Timestamp.TryParse(time.ToString(), out var again).ShouldBeTrue();
        again.ShouldBe(time);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2021-02-29")]
    [InlineData("2021-1-14")]
    [InlineData("2021-01-14T21:00:00")]
    [InlineData("2021-01-14T21:00Z")]
    [InlineData("2021-01-14T24:00:00Z")]
    [InlineData("2021-01-14T21:00:00.1234567890Z")]
    [InlineData("2021-01-14T21:00:00+01:00")]
    [InlineData("2021-01-14Z")]
    [InlineData("1677-12-31")]
    [InlineData("2262-01-01")]
    public void Text_that_is_no_time_is_not_read(string? text) => Timestamp.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Order_is_that_of_time()
    {
        var (early, late) = (new Timestamp(-5), new Timestamp(5));

        (early < late).ShouldBeTrue();
        (early > late).ShouldBeFalse();
        (early <= late).ShouldBeTrue();
        (early >= late).ShouldBeFalse();
        (early <= new Timestamp(-5)).ShouldBeTrue();
        (early >= new Timestamp(-5)).ShouldBeTrue();
        early.CompareTo(late).ShouldBeLessThan(0);
        late.SecondsSince(early).ShouldBe(1e-8);
    }
}
