namespace PluginTrading.Simulation.Tests;

/// <summary>The numbers are those of SplitMix64 on every machine.</summary>
public sealed class SeededRandomTests
{
    [Fact]
    public void First_number_of_seed_0_is_the_published_one()
    {
        // The first output of SplitMix64 with state 0 is 0xE220A8397B1DCDAF (Vigna's reference implementation).
        new SeededRandom(0).NextDouble().ShouldBe((0xE220A8397B1DCDAF >> 11) * (1.0 / (1UL << 53)));
    }

    [Fact]
    public void Same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        var (one, same, other) = (new SeededRandom(7), new SeededRandom(7), new SeededRandom(8));

        var numbers = Enumerable.Range(0, 1000).Select(_ => one.NextDouble()).ToList();

        numbers.ShouldAllBe(n => n >= 0 && n < 1);
        Enumerable.Range(0, 1000).Select(_ => same.NextDouble()).ShouldBe(numbers);
        Enumerable.Range(0, 1000).Select(_ => other.NextDouble()).ShouldNotBe(numbers);
    }
}
