using System.Runtime.CompilerServices;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators;

/// <summary>
/// One computation per market and set of parameters, for indicators that are different views of it. It lives as long as its market.
/// Safe for several sessions setting up at once, each on markets of its own.
/// </summary>
internal sealed class SharedComputation<T>(Func<MarketView, ParameterValues, T> create)
{
    private readonly ConditionalWeakTable<MarketView, Dictionary<string, T>> _markets = [];

    public T Of(MarketView market, ParameterValues parameters)
    {
        var computations = _markets.GetOrCreateValue(market);
        var key = parameters.ToString();
        if (!computations.TryGetValue(key, out var computation))
            computations.Add(key, computation = create(market, parameters));
        return computation;
    }
}
