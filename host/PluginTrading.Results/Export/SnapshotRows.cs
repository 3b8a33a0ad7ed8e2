namespace PluginTrading.Results.Export;

/// <summary>
/// Turns snapshots into one row each, in the order in which their ids first appeared. A row is held until it is final and those before
/// it have left; what remains leaves with <see cref="Drain"/>.
/// </summary>
/// <remarks>Remembers the ids that have left, some 50 bytes each, to tell a late change from a new row.</remarks>
internal sealed class SnapshotRows<TKey, TRow>(Func<TRow, TKey> keyOf, Func<TRow, bool> isFinal, Action<TRow> write)
    where TKey : notnull
    where TRow : class
{
    private readonly Queue<TKey> _order = new();
    private readonly Dictionary<TKey, TRow> _held = [];
    private readonly HashSet<TKey> _gone = [];
    private readonly Dictionary<TKey, TRow> _changedLate = [];

    /// <summary>Last snapshots of rows that changed after they had left.</summary>
    public IReadOnlyDictionary<TKey, TRow> ChangedLate => _changedLate;

    public void Take(TRow row)
    {
        var key = keyOf(row);
        if (_gone.Contains(key))
        {
            _changedLate[key] = row;
            return;
        }

        if (!_held.ContainsKey(key))
            _order.Enqueue(key);
        _held[key] = row;
        while (_order.TryPeek(out var first) && isFinal(_held[first]))
            WriteFirst();
    }

    /// <summary>Writes what is still held, as it stands.</summary>
    public void Drain()
    {
        while (_order.Count > 0)
            WriteFirst();
    }

    private void WriteFirst()
    {
        var key = _order.Dequeue();
        _held.Remove(key, out var row);
        _gone.Add(key);
        write(row!);
    }
}
