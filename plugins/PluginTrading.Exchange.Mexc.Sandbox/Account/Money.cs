namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>Amounts as they are booked: with twelve decimals, so that sums of them are exact whatever an average price looks like.</summary>
internal static class Money
{
    private const int Decimals = 12;

    public static decimal Booked(decimal amount) => Math.Round(amount, Decimals);
}
