using PluginTrading.Exchange.Mexc.Sandbox.Markets;

namespace PluginTrading.Exchange.Mexc.Sandbox.Account;

/// <summary>Every order and deal of the account.</summary>
internal sealed class OrderLedger
{
    private readonly Dictionary<long, Order> _byId = [];
    private readonly Dictionary<string, Order> _byExternal = new(StringComparer.Ordinal);
    private readonly List<Order>[] _open;

    public OrderLedger(int markets) => _open = [.. Enumerable.Range(0, markets).Select(_ => new List<Order>())];

    /// <summary>The oldest first.</summary>
    public List<Order> All { get; } = [];

    /// <summary>The oldest first.</summary>
    public List<Deal> Deals { get; } = [];

    public IEnumerable<Order> Open => _open.SelectMany(o => o);

    public int OpenCount => _open.Sum(o => o.Count);

    public IReadOnlyList<Order> OpenOf(Market market) => _open[market.Contract.Index];

    /// <summary>The newest first.</summary>
    public IEnumerable<Order> Newest => Backwards(All);

    /// <summary>The newest first.</summary>
    public IEnumerable<Deal> NewestDeals => Backwards(Deals);

    public Order? ById(long id) => _byId.GetValueOrDefault(id);

    public Order? ByExternal(string externalOid) => _byExternal.GetValueOrDefault(externalOid);

    public void Add(Order order)
    {
        _byId.Add(order.Id, order);
        _byExternal.Add(order.ExternalOid, order);
        All.Add(order);
        if (order.IsOpen)
            _open[order.Market.Contract.Index].Add(order);
    }

    /// <summary>Takes an order that has come to its end off the open ones.</summary>
    public void Close(Order order) => _open[order.Market.Contract.Index].Remove(order);

    private static IEnumerable<T> Backwards<T>(List<T> list)
    {
        for (var i = list.Count - 1; i >= 0; i--)
            yield return list[i];
    }
}
