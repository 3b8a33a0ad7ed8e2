using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Components;

/// <summary>The indicators of one symbol: one instance per name and parameters, shared by everything that reads it.</summary>
/// <param name="catalog">Where indicators come from.</param>
/// <param name="market">The symbol's market.</param>
internal sealed class SymbolIndicators(ComponentCatalog catalog, MarketView market)
{
    private readonly Dictionary<string, IIndicator> _byKey = new(StringComparer.Ordinal);
    private IIndicator[] _wantEvents = [];

    public MarketView Market { get; } = market;

    /// <summary>The shared instance and its key, <c>name(p1=v1,…)</c>.</summary>
    /// <exception cref="ArgumentException">The name or a parameter is unknown or out of range.</exception>
    public (string Key, IIndicator Indicator) Get(string name, IReadOnlyList<(string Name, double Value)> parameters)
    {
        if (!catalog.Indicators.TryGetValue(name, out var factory))
            throw new ArgumentException($"There is no indicator '{name}'; loaded are: {string.Join(", ", catalog.Indicators.Keys)}.", nameof(name));
        var values = ParameterValues.Create(factory.Declaration.Parameters, parameters);
        if (factory.Check(values) is { } problem)
            throw new ArgumentException($"{name}{values}: {problem}", nameof(parameters));
        var key = name + values;
        if (!_byKey.TryGetValue(key, out var indicator))
        {
            _byKey.Add(key, indicator = factory.Create(Market, values));
            if (indicator.WantsEvents)
                _wantEvents = [.. _wantEvents, indicator];
        }

        return (key, indicator);
    }

    public void Update(in MarketEvent e)
    {
        foreach (var indicator in _wantEvents)
            indicator.Update(in e);
    }
}
