using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>A sampled value of an indicator.</summary>
/// <param name="Symbol">Symbol of the session.</param>
/// <param name="Name">Name with its parameters.</param>
/// <param name="Time">When it had the value.</param>
/// <param name="Value"><see langword="null"/> while it was not ready.</param>
public sealed record IndicatorSample(string Symbol, string Name, Timestamp Time, double? Value);
