namespace PluginTrading.Exchange.Mexc.Sandbox.Markets;

/// <summary>Keeps the last items that were added.</summary>
internal sealed class Ring<T>(int capacity)
{
    private readonly T[] _items = new T[capacity];
    private long _added;

    public int Count => (int)Math.Min(_added, _items.Length);

    /// <summary>By age: 0 is the newest.</summary>
    public ref T this[int age] => ref _items[(int)((_added - 1 - age) % _items.Length)];

    public void Add(in T item) => _items[(int)(_added++ % _items.Length)] = item;
}
