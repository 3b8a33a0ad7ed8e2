namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>What the account has chosen for one side of one contract.</summary>
/// <param name="Leverage">Notional ÷ margin.</param>
/// <param name="OpenType">1 isolated, 2 cross.</param>
internal readonly record struct LeverageSetting(int Leverage, int OpenType);
