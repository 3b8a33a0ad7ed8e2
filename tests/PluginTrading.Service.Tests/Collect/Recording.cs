using PluginTrading.Data;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Tests.Collect;

/// <summary>The events of a data set.</summary>
internal static class Recording
{
    public static List<MarketEvent> Events(string folder, string symbol, MarketEventKind? kind = null, Timestamp? from = null, Timestamp? to = null)
    {
        var replay = new MarketReplay(DataSet.Open(folder), [symbol], from, to);
        var events = new List<MarketEvent>();
        var buffer = new MarketEvent[4096];
        while (replay.Read(buffer) is var count and > 0)
            events.AddRange(buffer.AsSpan(0, count).ToArray().Where(e => kind is null || e.Kind == kind));
        replay.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return events;
    }

    public static List<(Timestamp, double, double, TakerSide)> Trades(string folder, string symbol, Timestamp? from = null, Timestamp? to = null) =>
        [.. Events(folder, symbol, MarketEventKind.Trade, from, to).Select(t => (t.Time, t.Price, t.Quantity, t.TakerSide))];
}
