using PluginTrading.Engine.Effects;

namespace PluginTrading.Cli.Results;

/// <summary>A stored equity curve, whose points lie where it changes, as values at even distances in time.</summary>
internal static class EquityAtEvenDistances
{
    private const int Values = 600;

    public static IReadOnlyList<double> Of(IReadOnlyList<EquityPoint> points)
    {
        if (points.Count == 0)
            return [];
        var (first, last) = (points[0].Time.Nanoseconds, points[^1].Time.Nanoseconds);
        var values = new double[first == last ? 1 : Values];
        var next = 0;
        for (var index = 0; index < values.Length; index++)
        {
            var time = values.Length == 1 ? last : first + (long)((Int128)(last - first) * index / (values.Length - 1));
            while (next < points.Count && points[next].Time.Nanoseconds <= time)
                next++;
            values[index] = (double)points[next - 1].Equity;
        }

        return values;
    }
}
