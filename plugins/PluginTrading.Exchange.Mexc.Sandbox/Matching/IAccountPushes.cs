using PluginTrading.Exchange.Mexc.Sandbox.Account;

namespace PluginTrading.Exchange.Mexc.Sandbox.Matching;

/// <summary>Is told of every change of the account, in its order.</summary>
internal interface IAccountPushes
{
    void OrderChanged(Order order);

    void DealMade(Deal deal);

    void AssetChanged();

    void PositionChanged(Position position);

    void PositionModeChanged();
}
