using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>One side of one contract as the account has it.</summary>
/// <param name="Market">The contract's.</param>
/// <param name="IsLong">Which side.</param>
/// <param name="Setting">Of the position, else of the next.</param>
/// <param name="Level">Risk tier of what is held.</param>
internal readonly record struct AccountSide(Market Market, bool IsLong, LeverageSetting Setting, int Level);
