namespace PluginTrading.Sdk.Strategies;

/// <summary>A piecewise-linear function through given points, flat outside them.</summary>
public sealed class Curve
{
    private readonly (double X, double Y)[] _points;

    /// <summary>The curve through <paramref name="points"/>, at least one, all finite, x strictly rising.</summary>
    /// <exception cref="ArgumentException">There is no point, one is not finite, or x does not rise.</exception>
    public Curve(params IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
            throw new ArgumentException("A curve needs at least one point.", nameof(points));
        for (var i = 0; i < points.Count; i++)
        {
            if (!double.IsFinite(points[i].X) || !double.IsFinite(points[i].Y))
                throw new ArgumentException($"Point {i} of the curve is not finite: ({points[i].X}, {points[i].Y}).", nameof(points));
            if (i > 0 && points[i].X <= points[i - 1].X)
                throw new ArgumentException($"The curve's x must rise: point {i} has {points[i].X} after {points[i - 1].X}.", nameof(points));
        }

        _points = [.. points];
    }

    /// <summary>The points, x rising.</summary>
    public IReadOnlyList<(double X, double Y)> Points => _points;

    /// <summary>The value at <paramref name="x"/>; NaN when <paramref name="x"/> is.</summary>
    public double At(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x <= _points[0].X)
            return _points[0].Y;
        for (var i = 1; i < _points.Length; i++)
        {
            if (x == _points[i].X)
                return _points[i].Y;
            if (x < _points[i].X)
            {
                var (x0, y0) = _points[i - 1];
                var (x1, y1) = _points[i];
                return y0 + ((y1 - y0) * (x - x0) / (x1 - x0));
            }
        }

        return _points[^1].Y;
    }
}
