using System.Globalization;
using PluginTrading.Documents.Json;

namespace PluginTrading.Documents.Tests.Json;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1e-8", "0.00000001")]
    [InlineData("1E+3", "1000")]
    [InlineData("-0.0", "0")]
    [InlineData("3.50", "3.5")]
    [InlineData("0e999999999999999999999", "0")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Number_that_decimal_holds_to_the_last_digit_is_read_as_written(string text, string expected)
    {
        ExactDecimal.TryParse(text, out var value).ShouldBeTrue();
        value.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1e-29")]
    [InlineData("0.12345678901234567890123456789")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e29")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    public void Number_that_would_lose_a_digit_is_refused(string text) => ExactDecimal.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("3", true)]
    [InlineData("3.0", true)]
    [InlineData("3e2", true)]
    [InlineData("35e-1", false)]
    [InlineData("30e-1", true)]
    [InlineData("3.000000000000000000000000000001", false)]
    public void Whole_numbers_are_told_by_their_digits(string text, bool expected) => ExactDecimal.IsWhole(text).ShouldBe(expected);
}
