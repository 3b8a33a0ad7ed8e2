using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine.Machine;

/// <summary>One symbol's market, indicators and instances, in the order in which they are handled.</summary>
internal sealed class SymbolDesk(SymbolIndicators indicators)
{
    private StrategyInstance[] _instances = [];
    private Reading[] _trackedReadings = [];

    public SymbolIndicators Indicators { get; } = indicators;

    public MarketView Market { get; } = indicators.Market;

    public void Add(StrategyInstance instance)
    {
        _instances = [.. _instances, instance];
        _trackedReadings = [.. _trackedReadings, .. instance.TrackedReadings];
    }

    /// <summary>Indicators, then readings that remember the event before.</summary>
    public void Update(in MarketEvent e)
    {
        try
        {
            Indicators.Update(in e);
            foreach (var reading in _trackedReadings)
                reading.Step();
        }
        catch (Exception exception)
        {
            throw new SectionException("an indicator", Market.Instrument.Symbol, Market.Now, exception);
        }
    }

    /// <summary>A fill that was under way may have opened a position after everything was closed.</summary>
    public void Flatten()
    {
        foreach (var instance in _instances)
            instance.Flatten(Reasons.Manual);
    }

    public void Evaluate()
    {
        foreach (var instance in _instances)
        {
            try
            {
                instance.Evaluate();
            }
            catch (Exception exception) when (instance.Evaluating is not null)
            {
                throw new SectionException($"section {instance.Evaluating} of strategy '{instance.Strategy.Name}'", Market.Instrument.Symbol, Market.Now, exception);
            }
        }
    }
}
