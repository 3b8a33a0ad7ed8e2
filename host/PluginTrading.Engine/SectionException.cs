using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Engine;

/// <summary>Code of a strategy or plugin threw while an event was handled; the session cannot go on.</summary>
public sealed class SectionException(string what, string symbol, Timestamp time, Exception inner)
    : Exception($"{what} threw on {symbol} at {time}: {inner.GetType().Name}: {inner.Message}", inner)
{
    /// <summary>What threw: a section with its strategy, or an indicator.</summary>
    public string What { get; } = what;
}
