namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>One kline.</summary>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Quantity">Traded, base asset.</param>
internal readonly record struct Kline(double Open, double High, double Low, double Close, double Quantity);
