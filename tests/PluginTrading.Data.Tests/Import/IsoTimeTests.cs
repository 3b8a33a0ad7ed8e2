using System.Text;
using PluginTrading.Data.Import;

namespace PluginTrading.Data.Tests.Import;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2021-01-14T21:00:00.123456789Z", "2021-01-14T21:00:00.123456789Z")]
    [InlineData("2021-01-14t21:00:00z", "2021-01-14T21:00:00.000000000Z")]
    [InlineData("2021-01-14 21:00:00.5", "2021-01-14T21:00:00.500000000Z")]
    [InlineData("2021-01-14 21:00:00.5 UTC", "2021-01-14T21:00:00.500000000Z")]
    [InlineData("2021/01/14 21:00", "2021-01-14T21:00:00.000000000Z")]
    [InlineData("2021-01-14", "2021-01-14T00:00:00.000000000Z")]
    [InlineData("20210114", "2021-01-14T00:00:00.000000000Z")]
    [InlineData("2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999999999Z")]
    [InlineData("2021-01-14T21:00:00-08:00", "2021-01-15T05:00:00.000000000Z")]
    [InlineData("2021-01-14T21:00:00+0530", "2021-01-14T15:30:00.000000000Z")]
    [InlineData("2021-01-14T21:00:00+14", "2021-01-14T07:00:00.000000000Z")]
    [InlineData("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z")]
    public void Iso_time_is_read(string text, string expected)
    {
        IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time).ShouldBeTrue();
        time.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2021")]
    [InlineData("2021-1-14")]
    [InlineData("2021-02-29")]
    [InlineData("2021-13-01")]
    [InlineData("2021-00-01")]
    [InlineData("0000-01-01")]
    [InlineData("2021-01/14")]
    [InlineData("2021-01-14T")]
    [InlineData("2021-01-14T24:00")]
    [InlineData("2021-01-14T21:60")]
    [InlineData("2021-01-14T21:00:60")]
    [InlineData("2021-01-14T21:00:00.")]
    [InlineData("2021-01-14T21:00:00.1234567890")]
    [InlineData("2021-01-14T21:00:00+15:00")]
    [InlineData("2021-01-14T21:00:00+05:61")]
    [InlineData("2021-01-14T21:00:00 PST")]
    [InlineData("9999-12-31")]
    public void Text_that_is_no_moment_is_not_taken_for_one(string text) => IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
}
