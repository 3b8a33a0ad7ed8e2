using System.Text.Json;
using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Matching;
using PluginTrading.Exchange.Mexc.Sandbox.Wire;

namespace PluginTrading.Exchange.Mexc.Sandbox.WebSockets;

/// <summary>Pushes of the account. Those of one change are gathered, then sent together, or as a fault has it.</summary>
internal sealed class PrivatePushes(VenueState state, SocketHub hub) : IAccountPushes
{
    private readonly FrameWriter _writer = new();
    private readonly List<PrivatePush> _gathered = [];
    private readonly List<(double At, PrivatePush Push)> _late = [];

    public void OrderChanged(Order order) =>
        Gather("order", order.Market.Contract.Symbol, "push.personal.order", json => OrderJson.Write(json, order, isPush: true));

    public void DealMade(Deal deal) =>
        Gather("order.deal", deal.Order.Market.Contract.Symbol, "push.personal.order.deal", json => OrderJson.Write(json, deal, isPush: true));

    public void AssetChanged() => Gather("asset", null, "push.personal.asset", json => AccountJson.WriteAssetPush(json, state.Account));

    public void PositionChanged(Position position) =>
        Gather("position", position.Market.Contract.Symbol, "push.personal.position", json => AccountJson.Write(json, state.Account, position, isPush: true));

    public void PositionModeChanged() => Gather("position.mode", null, "push.personal.position.mode", json =>
    {
        json.WriteStartObject();
        json.WriteNumber("positionMode"u8, state.Account.PositionMode);
        json.WriteEndObject();
    });

    /// <summary>Sends what was gathered.</summary>
    public void Flush()
    {
        if (_gathered.Count == 0)
            return;
        PrivatePush[] group = [.. _gathered];
        _gathered.Clear();
        var kind = Array.Exists(group, p => p.Filter == "order.deal") ? "deals" : "changes";
        if (state.Faults.Take(FaultCatalog.LosePushes, kind) is not null)
            return;
        if (state.Faults.Take(FaultCatalog.ReorderPushes, kind) is not null)
            Array.Reverse(group);
        if (state.Faults.Take(FaultCatalog.DuplicatePushes, kind) is not null)
            group = [.. group, .. group];
        if (state.Faults.Take(FaultCatalog.LatePushes, kind) is { } late)
        {
            _late.AddRange(group.Select(p => (state.Clock.Elapsed + (late.Milliseconds(1000) / 1000), p)));
            return;
        }

        foreach (var push in group)
            hub.SendPrivate(push);
    }

    /// <summary>Sends late ones whose time has come.</summary>
    public void SendLate()
    {
        if (_late.Count == 0)
            return;
        foreach (var (_, push) in _late.Where(l => l.At <= state.Clock.Elapsed).ToArray())
            hub.SendPrivate(push);
        _late.RemoveAll(l => l.At <= state.Clock.Elapsed);
    }

    private void Gather(string filter, string? symbol, string channel, Action<Utf8JsonWriter> data)
    {
        if (!hub.IsSomeoneLoggedIn)
            return;
        var json = _writer.Begin();
        json.WriteStartObject();
        json.WriteString("channel"u8, channel);
        json.WritePropertyName("data"u8);
        data(json);
        json.WriteNumber("ts"u8, state.Clock.MarketMs);
        json.WriteEndObject();
        _gathered.Add(new PrivatePush(filter, symbol, _writer.End()));
    }
}
