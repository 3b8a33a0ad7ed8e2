namespace PluginTrading.Service.Market;

/// <summary>The market stream broke.</summary>
internal sealed record MarketLost(string Cause);

/// <summary>The market stream is back and what was missed has been handed over.</summary>
/// <param name="Gaps">Symbols of which it could not be fetched.</param>
internal sealed record MarketComplete(IReadOnlyList<int> Gaps);

/// <summary>A recorded market has ended.</summary>
internal sealed record MarketEnded;
