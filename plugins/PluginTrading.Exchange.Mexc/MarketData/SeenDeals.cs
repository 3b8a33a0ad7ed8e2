namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>The last ids of one symbol's deals; finds repeated ones.</summary>
internal sealed class SeenDeals
{
    private const int Kept = 4096;

    private readonly HashSet<long> _ids = [];
    private readonly Queue<long> _order = new();

    /// <summary>Whether the id is new; remembers it.</summary>
    public bool Add(long id)
    {
        if (!_ids.Add(id))
            return false;
        _order.Enqueue(id);
        if (_order.Count > Kept)
            _ids.Remove(_order.Dequeue());
        return true;
    }
}
