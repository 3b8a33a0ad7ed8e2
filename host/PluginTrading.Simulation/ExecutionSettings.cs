using PluginTrading.Sdk.Orders;

namespace PluginTrading.Simulation;

/// <summary>How the simulated venue executes.</summary>
public sealed record ExecutionSettings
{
    /// <summary>How far market orders fill from the price they see.</summary>
    public ISlippageModel Slippage { get; init; } = new FixedSlippage(0.05);

    /// <summary>Seed of the session's generator.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Milliseconds that an order or a cancellation takes to the market, ≥ 0.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Share of each trade's quantity that an order may take, in (0, 1]; <see langword="null"/> is no cap.</summary>
    public decimal? MaxParticipation { get; init; }
}
