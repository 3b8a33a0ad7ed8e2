namespace PluginTrading.Indicators.Numerics;

/// <summary>What every indicator's value passes through: a result that is not finite means not ready.</summary>
internal static class Finite
{
    public static double OrNaN(double value) => double.IsFinite(value) ? value : double.NaN;
}
