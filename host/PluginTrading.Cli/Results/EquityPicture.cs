using PluginTrading.Results.Display;

namespace PluginTrading.Cli.Results;

/// <summary>An equity curve in a few lines of block characters, its highest and lowest value beside it.</summary>
internal static class EquityPicture
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <param name="curve">Values at even distances.</param>
    /// <param name="width">Characters across, &gt; 0.</param>
    /// <param name="height">Lines, &gt; 0.</param>
    /// <returns>The lines from top to bottom; none for an empty curve.</returns>
    public static IReadOnlyList<string> Lines(IReadOnlyList<double> curve, int width, int height)
    {
        if (curve.Count == 0)
            return [];
        var columns = Columns(curve, Math.Min(width, curve.Count));
        var (low, high) = (curve.Min(), curve.Max());
        var labels = new[] { FigureText.Number(high), FigureText.Number(low) };
        var margin = labels.Max(label => label.Length);
        if (high == low)
            return [$"{labels[0].PadLeft(margin)} {new string('▁', columns.Length)}"];

        var steps = columns.Select(value => 1 + (int)Math.Round((value - low) / (high - low) * ((height * 8) - 1))).ToArray();
        return
        [
            .. Enumerable.Range(0, height).Select(line =>
            {
                var label = line == 0 ? labels[0] : line == height - 1 ? labels[1] : "";
                var floor = (height - 1 - line) * 8;
                return $"{label.PadLeft(margin)} {string.Concat(steps.Select(step => Blocks[Math.Clamp(step - floor, 0, 8)]))}".TrimEnd();
            }),
        ];
    }

    /// <summary>The last value of each of so many equal parts.</summary>
    private static double[] Columns(IReadOnlyList<double> curve, int count) =>
        [.. Enumerable.Range(1, count).Select(column => curve[(int)((long)column * curve.Count / count) - 1])];
}
