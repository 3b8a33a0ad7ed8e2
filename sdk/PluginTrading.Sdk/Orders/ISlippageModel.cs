using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Orders;

/// <summary>How far simulated market orders fill from the price they see. Pure: randomness comes from <see cref="SlippageInput.Random"/>.</summary>
public interface ISlippageModel
{
    /// <summary>Percent of price, ≥ 0, by which the fill is moved against the order.</summary>
    double SlippagePct(in SlippageInput input);
}

/// <summary>What a slippage model sees of one fill.</summary>
/// <param name="Side">Side of the order.</param>
/// <param name="Price">Price before slippage, quote currency.</param>
/// <param name="Quantity">Quantity of the fill, base asset.</param>
/// <param name="Market">The event that the fill happens on.</param>
/// <param name="Random">A number in [0, 1) from the session's seeded generator, drawn for this fill.</param>
public readonly record struct SlippageInput(Side Side, decimal Price, decimal Quantity, MarketEvent Market, double Random);

/// <summary>Makes slippage models of one name. Registered by a plugin; sessions name it as <c>plugin-id/name</c>.</summary>
public interface ISlippageModelFactory
{
    /// <summary>Name after the slash, unique in the plugin.</summary>
    string Name { get; }

    /// <summary>Parameters; defaults come from here.</summary>
    IReadOnlyList<ParameterDeclaration> Parameters { get; }

    /// <summary>A new model for one session.</summary>
    ISlippageModel Create(ParameterValues parameters);
}
