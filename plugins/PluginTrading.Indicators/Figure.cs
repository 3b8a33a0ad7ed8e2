using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Indicators;

/// <summary>One figure of a computation that several indicators share.</summary>
internal sealed class Figure<T>(T computation, Func<T, double> figure) : IIndicator
{
    public double Value => Finite.OrNaN(figure(computation));
}
