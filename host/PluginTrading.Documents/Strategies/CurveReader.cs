using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reads the points of a curve.</summary>
internal static class CurveReader
{
    /// <summary>The curve, or <see langword="null"/> when it is not there or has an error.</summary>
    /// <param name="lowest">Smallest y allowed.</param>
    /// <param name="highest">Largest y allowed.</param>
    public static Curve? Read(DocumentScope scope, SourceValue? value, double lowest, double highest)
    {
        if (value is not { Kind: JsonValueKind.Array } || !scope.Diagnostics.IsClean(value))
            return null;
        var points = new List<(double X, double Y)>();
        foreach (var item in value.Items)
        {
            var (x, y) = (item.Items[0].Double(), item.Items[1].Double());
            if (points.Count > 0 && x <= points[^1].X)
            {
                scope.Diagnostics.Error(
                    DiagnosticRule.CurveNotRising, item.Items[0].Path,
                    $"the x of a curve's points must rise, but {item.Items[0].Text} follows {value.Items[points.Count - 1].Items[0].Text}", new(item.Items[0].Text));
            }

            if (y < lowest || y > highest)
                scope.Diagnostics.Error(DiagnosticRule.CurveNotRising, item.Items[1].Path, $"this y is {item.Items[1].Text}; allowed is {Invariant(lowest)} to {Invariant(highest)}", new(item.Items[1].Text));
            points.Add((x, y));
        }

        return scope.Diagnostics.IsClean(value) ? new Curve(points) : null;
    }

    private static string Invariant(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
