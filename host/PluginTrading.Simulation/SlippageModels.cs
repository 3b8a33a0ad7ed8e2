using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation;

/// <summary>The same slippage for every fill.</summary>
/// <param name="pct">Percent of price, ≥ 0.</param>
public sealed class FixedSlippage(double pct) : ISlippageModel
{
    public double SlippagePct(in SlippageInput input) => pct;

    public override string ToString() => FormattableString.Invariant($"{pct} %");
}

/// <summary>Slippage drawn evenly from a range.</summary>
/// <param name="lowPct">Percent of price, ≥ 0.</param>
/// <param name="highPct">Percent of price, ≥ <paramref name="lowPct"/>.</param>
public sealed class UniformSlippage(double lowPct, double highPct) : ISlippageModel
{
    public double SlippagePct(in SlippageInput input) => lowPct + ((highPct - lowPct) * input.Random);

    public override string ToString() => FormattableString.Invariant($"{lowPct} to {highPct} %");
}
