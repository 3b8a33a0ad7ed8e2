using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Collect;

/// <summary>The market stream is connected; what happened before may be missing.</summary>
internal sealed record StreamConnected;

/// <summary>The market stream broke.</summary>
internal sealed record StreamLost(string Cause);

/// <summary>Trades that were missed have been asked for.</summary>
/// <param name="SymbolIndex">Whose.</param>
/// <param name="After">The last trade before the break.</param>
/// <param name="Cause">Why there was a break.</param>
/// <param name="Trades">What the exchange had; <see langword="null"/> when it gave no answer.</param>
internal sealed record TradesFetched(int SymbolIndex, Timestamp After, string Cause, IReadOnlyList<MarketEvent>? Trades);

/// <summary>Recording was asked to end.</summary>
internal sealed record EndCollecting;
