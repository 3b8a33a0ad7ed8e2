using PluginTrading.Data.Generation;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Tests;

namespace PluginTrading.Data.Tests.Generation;

public sealed class PumpGeneratorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Same_seed_gives_the_same_bytes_and_another_seed_does_not()
    {
        var first = Generate("a", new GeneratorSettings { Days = 1, Quotes = true });
        var second = Generate("b", new GeneratorSettings { Days = 1, Quotes = true });
        var other = Generate("c", new GeneratorSettings { Days = 1, Quotes = true, Seed = 2 });

        second.Digest.ShouldBe(first.Digest);
        other.Digest.ShouldNotBe(first.Digest);
    }

    [Fact]
    public void Seed_gives_the_bytes_that_it_gave_on_the_first_machine() =>
        Generate("a", new GeneratorSettings { Days = 1, Quotes = true }).Digest.ShouldBe("c988dc6e4af4d26d28c1f8ee4c476721b992f131098a5d92dd63d2703fae43c7");

    [Fact]
    public void Every_event_is_one_that_a_venue_could_send()
    {
        var set = Generate("a", new GeneratorSettings { Days = 1, Quotes = true });
        var tick = set.Instrument("PUMP_USDT").PriceTick;

        var events = ReplayedEvents.All(set);

        foreach (var e in events)
        {
            var isRight = e.Kind switch
            {
                MarketEventKind.Trade => e.Price > 0 && (decimal)e.Price % tick == 0 && e.Quantity >= 1 && e.Quantity == Math.Floor(e.Quantity) && e.TakerSide != TakerSide.Unknown,
                MarketEventKind.Quote => e.Bid > 0 && e.Bid < e.Ask && e.BidQuantity >= 1 && e.AskQuantity >= 1,
                _ => Math.Abs(e.FundingRate) < 0.001,
            };
            if (!isRight)
                Assert.Fail(e.Text());
        }

        events.Count(e => e.Kind == MarketEventKind.Funding).ShouldBe(3);
        events[0].Time.ToString().ShouldBe("2024-01-01T00:00:00.000000000Z");
        events[^1].Time.ShouldBeLessThan(Timestamp.FromUnixMilliseconds(1_704_067_200_000).Plus(Timestamp.PerDay));
    }

    [Fact]
    public void There_are_as_many_pumps_as_asked_for()
    {
        CountPumps(Generate("none", new GeneratorSettings { Days = 2, Pumps = 0 })).ShouldBe(0);
        CountPumps(Generate("six", new GeneratorSettings { Days = 2, Pumps = 6 })).ShouldBe(6);
    }

    [Fact]
    public void Days_after_a_pump_the_market_is_quiet_again()
    {
        var set = Generate("one", new GeneratorSettings { Days = 6, Pumps = 1, TradesPerSecond = 0.05 });

        set.Files("PUMP_USDT", MarketEventKind.Trade).Last().Rows.ShouldBeInRange(500, 20_000);
    }

    [Fact]
    public void Second_symbol_goes_into_the_same_folder()
    {
        Generate("a", new GeneratorSettings { Days = 1 });

        Generate("a", new GeneratorSettings { Days = 1, Symbol = "MOON_USDT", Seed = 9 }).Symbols.ShouldBe(["MOON_USDT", "PUMP_USDT"]);
    }

    [Theory]
    [InlineData(0, 1, null, "PUMP_USDT", "days is 0; expected 1 to 3650.")]
    [InlineData(1, 0, null, "PUMP_USDT", "trades per second is 0; expected a number > 0 and ≤ 500.")]
    [InlineData(1, double.NaN, null, "PUMP_USDT", "trades per second is NaN; expected a number > 0 and ≤ 500.")]
    [InlineData(1, 1, 25, "PUMP_USDT", "pumps is 25; expected 0 to 24 (one an hour).")]
    [InlineData(1, 1, -1, "PUMP_USDT", "pumps is -1; expected 0 to 24 (one an hour).")]
    [InlineData(1, 1, null, "PUMP", "symbol is 'PUMP'; expected BASE_QUOTE in capitals, at most 40 characters, as in PUMP_USDT.")]
    [InlineData(1, 1, null, "../X_Y", "symbol is '../X_Y'; expected BASE_QUOTE in capitals, at most 40 characters, as in PUMP_USDT.")]
    public void Setting_out_of_range_is_told(int days, double rate, int? pumps, string symbol, string problem)
    {
        var settings = new GeneratorSettings { Days = days, TradesPerSecond = rate, Pumps = pumps, Symbol = symbol };

        Should.Throw<DataSetException>(() => Generate("a", settings)).Message.ShouldBe(problem);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Functions_of_the_generator_equal_the_library_to_eleven_digits()
    {
        for (var x = -60.0; x < 60; x += 0.37)
        {
            GeneratorRandom.Exp2(x).ShouldBe(Math.Pow(2, x), 1e-11 * Math.Pow(2, x));
            var y = Math.Pow(2, x);
            GeneratorRandom.Log2(y).ShouldBe(x, 1e-9);
        }

        GeneratorRandom.Exp2(-9600).ShouldBe(0);
    }

    /// <summary>Rises of 8 % or more within 300 s, none within the half hour after one.</summary>
    private static int CountPumps(DataSet set)
    {
        var first = set.FirstTime!.Value;
        var lowest = new double[2 * 86_400];
        Array.Fill(lowest, double.PositiveInfinity);
        var (count, quietUntil) = (0, 0);
        foreach (var trade in ReplayedEvents.All(set).Where(e => e.Kind == MarketEventKind.Trade))
        {
            var second = (int)trade.Time.SecondsSince(first);
            lowest[second] = Math.Min(lowest[second], trade.Price);
            if (second < quietUntil || trade.Price < 1.08 * lowest[Math.Max(0, second - 300)..(second + 1)].Min())
                continue;
            count++;
            quietUntil = second + 1800;
        }

        return count;
    }

    private DataSet Generate(string name, GeneratorSettings settings)
    {
        PumpGenerator.Run(_folder.File(name), settings, null, TestContext.Current.CancellationToken);
        return DataSet.Open(_folder.File(name));
    }
}
