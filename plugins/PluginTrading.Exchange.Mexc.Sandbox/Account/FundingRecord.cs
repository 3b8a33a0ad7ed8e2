namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>A payment of funding.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Position">What it was paid on.</param>
/// <param name="PositionValue">Notional at the fair price.</param>
/// <param name="Amount">Positive was received.</param>
/// <param name="Rate">A fraction.</param>
/// <param name="TimeMs">Market time.</param>
internal sealed record FundingRecord(long Id, Position Position, decimal PositionValue, decimal Amount, decimal Rate, long TimeMs);
