using PluginTrading.Documents.Diagnostics;

namespace PluginTrading.Documents.Tests.Diagnostics;

public sealed class NearestWordTests
{
    private static readonly string[] Words = ["stop_loss_pct", "take_profit_pct", "leverage", "rsi"];

    [Theory]
    [InlineData("stop_los_pct", "stop_loss_pct")]
    [InlineData("stop_loss_percent", "stop_loss_pct")]
    [InlineData("levarage", "leverage")]
    [InlineData("LEVERAGE", "leverage")]
    [InlineData("lveerage", "leverage")]
    [InlineData("rsl", "rsi")]
    public void Slip_finds_the_word_that_was_meant(string found, string expected) => NearestWord.Of(found, Words).ShouldBe(expected);

    [Theory]
    [InlineData("quantity")]
    [InlineData("ema")]
    [InlineData("")]
    public void Word_unlike_all_others_finds_none(string found) => NearestWord.Of(found, Words).ShouldBeNull();

    [Fact]
    public void Very_long_text_finds_none() => NearestWord.Of(new string('x', 100_000), [new string('x', 100_001)]).ShouldBeNull();
}
