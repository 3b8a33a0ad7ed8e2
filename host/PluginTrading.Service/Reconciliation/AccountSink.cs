using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Service.Reconciliation;

/// <summary>The private stream is connected.</summary>
internal sealed record AccountConnected;

/// <summary>The private stream broke.</summary>
internal sealed record AccountLost(string Cause);

/// <summary>Puts what the venue says of the account into the session's inbox.</summary>
internal sealed class AccountSink(Action<object> post) : IAccountSink
{
    public void Take(OrderReport order) => post(order);

    public void Take(FillReport fill) => post(fill);

    public void Take(PositionReport position) => post(position);

    public void Take(WalletReport wallet) => post(wallet);

    public void Connected() => post(new AccountConnected());

    public void Disconnected(string cause) => post(new AccountLost(cause));
}
