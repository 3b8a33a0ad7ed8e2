using System.Globalization;
using System.Text;
using PluginTrading.Data.Generation;
using PluginTrading.Data.Import;

namespace PluginTrading.Data.Tests.Import;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("0.1")]
    [InlineData("00.10")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992.5")]
    [InlineData("0.30000000000000004")]
    [InlineData("0.000000000000000000001")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("4.9e-324")]
    [InlineData("1e-7")]
    [InlineData("1E+5")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData("5.")]
    public void Text_becomes_the_nearest_double(string text)
    {
        DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var value).ShouldBeTrue();
        BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1-2")]
    [InlineData("12a")]
    [InlineData("0x1F")]
    public void Text_that_is_no_number_is_not_taken_for_one(string text) => DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Two_hundred_thousand_random_texts_become_the_nearest_double()
    {
        var random = new GeneratorRandom(7);
        for (var i = 0; i < 200_000; i++)
        {
            var text = RandomText(random);
            DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var value).ShouldBeTrue(text);
            if (value != double.Parse(text, CultureInfo.InvariantCulture))
                Assert.Fail($"{text} became {value:R}");
        }
    }

    private static string RandomText(GeneratorRandom random)
    {
        var text = new StringBuilder(random.NextBits() % 4 == 0 ? "-" : "");
        var whole = (int)(random.NextBits() % 12);
        var decimals = (int)(random.NextBits() % 14);
        for (var i = 0; i <= whole; i++)
            text.Append((char)('0' + (int)(random.NextBits() % 10)));
        if (decimals > 0)
            text.Append('.');
        for (var i = 0; i < decimals; i++)
            text.Append((char)('0' + (int)(random.NextBits() % 10)));
        return text.ToString();
    }
}
