using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Import;

/// <summary>Keeps events that do not come in order of time on disk, by UTC day, and gives them back sorted; one day at a time is in memory.</summary>
internal sealed class EventSpill(string folder)
{
    private const int RowsInMemory = 1 << 14;

    private readonly SortedDictionary<UtcDay, List<Row>> _days = [];

    /// <param name="marketEvent">The event.</param>
    /// <param name="order">Decides among events of the same time.</param>
    public void Add(in MarketEvent marketEvent, long order)
    {
        var day = UtcDay.Of(marketEvent.Time);
        if (!_days.TryGetValue(day, out var rows))
            _days.Add(day, rows = []);
        rows.Add(new Row(marketEvent, order));
        if (rows.Count >= RowsInMemory)
            WriteOut(day, rows);
    }

    /// <summary>Every event in order of time.</summary>
    public IEnumerable<MarketEvent> InOrder()
    {
        foreach (var (day, rows) in _days)
        {
            WriteOut(day, rows);
            foreach (var row in ReadDay(day))
                yield return row.Event;
            File.Delete(PathOf(day));
        }
    }

    private string PathOf(UtcDay day) => Path.Combine(folder, $"{day}.rows");

    private void WriteOut(UtcDay day, List<Row> rows)
    {
        Directory.CreateDirectory(folder);
        using var stream = new FileStream(PathOf(day), FileMode.Append, FileAccess.Write);
        DiskSpace.Guard(stream.Name, stream, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rows)), static (s, bytes) => s.Write(bytes));
        rows.Clear();
    }

    private Row[] ReadDay(UtcDay day)
    {
        using var stream = File.OpenRead(PathOf(day));
        var rows = new Row[stream.Length / Unsafe.SizeOf<Row>()];
        stream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        Array.Sort(rows);
        return rows;
    }

    private readonly record struct Row(MarketEvent Event, long Order) : IComparable<Row>
    {
        public int CompareTo(Row other)
        {
            var byTime = Event.Time.CompareTo(other.Event.Time);
            return byTime != 0 ? byTime : Order.CompareTo(other.Order);
        }
    }
}
