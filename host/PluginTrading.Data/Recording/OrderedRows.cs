using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>Recorded events of one symbol and kind, brought in order of time and freed of what was recorded twice.</summary>
internal static class OrderedRows
{
    /// <summary>
    /// The events in order of time, those of one moment as recorded: also a quote that repeats the one before, since a session that ran beside has handled
    /// both. A trade counts as often as it came live or in any one fetch, whichever is more; of a payment of funding the last word is kept.
    /// </summary>
    public static IEnumerable<SpillRow> Of(List<SpillRow> rows)
    {
        var order = new (long Time, int Index)[rows.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = (rows[i].Event.Time.Nanoseconds, i);
        Array.Sort(order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && order[end].Time == order[start].Time)
                end++;
            if (end == start + 1)
            {
                yield return rows[order[start].Index];
            }
            else
            {
                foreach (var row in Moment([.. order[start..end].Select(o => rows[o.Index])]))
                    yield return row;
            }

            start = end;
        }
    }

    private static IEnumerable<SpillRow> Moment(SpillRow[] rows) => rows[0].Event.Kind switch
    {
        MarketEventKind.Trade => Array.TrueForAll(rows, r => r.Round == 0) ? rows : Trades(rows),
        MarketEventKind.Funding => [rows[^1]],
        _ => rows,
    };

    /// <summary>The fullest account of the moment first, in its own order; what only the others know behind it. Arrivals rise with it.</summary>
    private static List<SpillRow> Trades(SpillRow[] rows)
    {
        var kept = new Dictionary<(double, double, TakerSide), int>();
        var trades = new List<SpillRow>();
        foreach (var round in rows.GroupBy(r => r.Round).OrderByDescending(g => g.Count()).ThenBy(g => g.Key))
        {
            var counted = new Dictionary<(double, double, TakerSide), int>();
            foreach (var row in round)
            {
                var key = (row.Event.Price, row.Event.Quantity, row.Event.TakerSide);
                var count = counted[key] = counted.GetValueOrDefault(key) + 1;
                if (count <= kept.GetValueOrDefault(key))
                    continue;
                kept[key] = count;
                trades.Add(trades.Count > 0 && trades[^1].Arrival > row.Arrival ? row with { Arrival = trades[^1].Arrival } : row);
            }
        }

        return trades;
    }
}
