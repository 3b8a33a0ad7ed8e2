namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>A trade of the market as it goes on the wire.</summary>
/// <param name="Price">Quote currency.</param>
/// <param name="Vol">Contracts; may be a fraction where the data needs it.</param>
/// <param name="IsBuy">Whether the taker bought.</param>
/// <param name="TimeMs">Market time.</param>
/// <param name="Id">Counts up per contract.</param>
internal readonly record struct PublicDeal(double Price, double Vol, bool IsBuy, long TimeMs, long Id);
