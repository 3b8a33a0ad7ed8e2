using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Indicators;

/// <summary>
/// One figure of one symbol's market. An instance belongs to one symbol and one set of parameters, is called from one thread and is a
/// pure function of the events so far: no clock, randomness or I/O. Neither member may allocate once warm.
/// </summary>
public interface IIndicator
{
    /// <summary>The value as of the event being handled; NaN while not ready or undefined. Reading it must not change what later reads return.</summary>
    double Value { get; }

    /// <summary>
    /// Whether <see cref="Update"/> is to be called at each event of the symbol. False (the default) suits an indicator that reads the shared
    /// <see cref="MarketView"/> (windows, candles, prices) when its value is asked for.
    /// </summary>
    bool WantsEvents => false;

    /// <summary>Takes in one event of the symbol, after the market view has.</summary>
    void Update(in MarketEvent marketEvent)
    {
    }
}
