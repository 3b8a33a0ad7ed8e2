using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators;

/// <summary>A declaration with the functions that check its parameters and make the indicator.</summary>
internal sealed class IndicatorFactory(
    IndicatorDeclaration declaration,
    Func<MarketView, ParameterValues, IIndicator> create,
    Func<ParameterValues, string?>? check = null) : IIndicatorFactory
{
    public IndicatorDeclaration Declaration => declaration;

    public string? Check(ParameterValues parameters) => check?.Invoke(parameters);

    public IIndicator Create(MarketView market, ParameterValues parameters) => create(market, parameters);
}
