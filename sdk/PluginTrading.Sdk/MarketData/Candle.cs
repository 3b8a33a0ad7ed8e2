namespace PluginTrading.Sdk.MarketData;

/// <summary>Open, high, low, close and volume of one closed interval.</summary>
/// <param name="Start">First moment of the interval (inside it).</param>
/// <param name="End">First moment after the interval.</param>
/// <param name="Open">First trade price, or the last close when nothing traded.</param>
/// <param name="High">Highest trade price.</param>
/// <param name="Low">Lowest trade price.</param>
/// <param name="Close">Last trade price.</param>
/// <param name="Volume">Traded quantity, base asset; 0 when nothing traded.</param>
public readonly record struct Candle(Timestamp Start, Timestamp End, double Open, double High, double Low, double Close, double Volume);

/// <summary>Told of each candle as it closes.</summary>
/// <param name="candle">The closed candle; candles come gap-free and in order.</param>
public delegate void CandleHandler(in Candle candle);
