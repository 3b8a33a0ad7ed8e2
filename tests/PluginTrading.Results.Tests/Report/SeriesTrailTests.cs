using PluginTrading.Results.Report;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Results.Tests.Report;

public sealed class SeriesTrailTests
{
    private const long Second = Timestamp.PerSecond;

    [Fact]
    public void A_short_series_keeps_low_high_and_last_of_every_second()
    {
        var trail = new SeriesTrail(8);
        foreach (var (time, value) in new[] { (10.0, 5.0), (10.2, 7), (10.9, 6), (12.0, 4) })
            trail.Add(At(time), value);

        trail.Origin.ShouldBe(At(10));
        trail.Width.ShouldBe(Second);
        trail.Count.ShouldBe(3);
        trail.At(0).ShouldBe((5, 7, 6));
        trail.At(1).ShouldBeNull();
        trail.At(2).ShouldBe((4, 4, 4));
    }

    [Fact]
    public void A_series_of_any_length_fits_and_equals_one_thinned_out_afterwards()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var trail = new SeriesTrail(64);
            var points = new List<(long Time, double Value)>();
            var time = random.NextInt64(-1000 * Second, 1000 * Second);
            for (var index = 0; index < 3000; index++)
            {
                points.Add((time, random.NextDouble()));
                trail.Add(new Timestamp(time), points[^1].Value);
                time += random.NextInt64(1L << random.Next(1, 36));
            }

            trail.Count.ShouldBeInRange(1, 64);
            var naive = points.GroupBy(point => (int)((point.Time - trail.Origin.Nanoseconds) / trail.Width)).ToDictionary(
                stretch => stretch.Key, stretch => (stretch.Min(p => p.Value), stretch.Max(p => p.Value), stretch.Last().Value));
            for (var index = 0; index < trail.Count; index++)
                trail.At(index).ShouldBe(naive.TryGetValue(index, out var expected) ? expected : null);
            naive.Keys.Max().ShouldBe(trail.Count - 1);
        }
    }

    [Fact]
    public void A_gap_of_years_is_taken_in_one_step()
    {
        var trail = new SeriesTrail(4);
        trail.Add(At(0), 1);
        trail.Add(At(1e9), 2);

        trail.At(0).ShouldBe((1, 1, 1));
        trail.At(trail.Count - 1).ShouldBe((2, 2, 2));
    }

    [Fact]
    public void A_point_allocates_nothing()
    {
        var trail = new SeriesTrail(256);
        trail.Add(At(0), 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 1; index < 100_000; index++)
            trail.Add(At(index * 0.1), index);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static Timestamp At(double seconds) => new(Timestamp.DurationOf(seconds));
}
