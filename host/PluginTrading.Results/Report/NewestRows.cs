using System.Collections;

namespace PluginTrading.Results.Report;

/// <summary>The newest rows of a long list, and how many there were before them.</summary>
internal sealed class NewestRows<T>(int capacity) : IReadOnlyCollection<T>
{
    private readonly Queue<T> _rows = new();

    public int Count => _rows.Count;

    /// <summary>Rows that had to make place.</summary>
    public long Dropped { get; private set; }

    public void Add(T row)
    {
        if (_rows.Count == capacity)
        {
            _rows.Dequeue();
            Dropped++;
        }

        _rows.Enqueue(row);
    }

    public IEnumerator<T> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
