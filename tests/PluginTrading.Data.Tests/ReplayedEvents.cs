using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests;

/// <summary>Reads a replay to its end.</summary>
internal static class ReplayedEvents
{
    /// <summary>Every event of every symbol, symbols in alphabetical order.</summary>
    public static IReadOnlyList<MarketEvent> All(DataSet dataSet) => Of(dataSet, dataSet.Symbols);

    public static IReadOnlyList<MarketEvent> Of(DataSet dataSet, IReadOnlyList<string> symbols, Timestamp? from = null, Timestamp? to = null, int bufferSize = 1000)
    {
        var replay = new MarketReplay(dataSet, symbols, from, to);
        try
        {
            var events = new List<MarketEvent>();
            var buffer = new MarketEvent[bufferSize];
            while (replay.Read(buffer) is > 0 and var count)
                events.AddRange(buffer.AsSpan(0, count));
            replay.EventsRead.ShouldBe(events.Count);
            replay.EventCount.ShouldBe(events.Count);
            return events;
        }
        finally
        {
            replay.DisposeAsync().AsTask().Wait(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Compares events one by one in all their numbers, which a quote has names for.</summary>
    public static void ShouldEqual(this IReadOnlyList<MarketEvent> events, IReadOnlyList<MarketEvent> expected)
    {
        events.Count.ShouldBe(expected.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var (e, x) = (events[i], expected[i]);
            var isSame = e.Time == x.Time && e.SymbolIndex == x.SymbolIndex && e.Kind == x.Kind && e.TakerSide == x.TakerSide
                && e.Bid == x.Bid && e.BidQuantity == x.BidQuantity && e.Ask == x.Ask && e.AskQuantity == x.AskQuantity;
            if (!isSame)
                Assert.Fail($"Event {i} is '{events[i].Text()}'; expected '{expected[i].Text()}'.");
        }
    }

    /// <summary>Every member of an event that has a meaning for its kind.</summary>
    public static string Text(this MarketEvent e) => FormattableString.Invariant(e.Kind switch
    {
        MarketEventKind.Trade => $"{e.SymbolIndex} {e.Time} trade {e.Price} {e.Quantity} {e.TakerSide}",
        MarketEventKind.Quote => $"{e.SymbolIndex} {e.Time} quote {e.Bid} {e.BidQuantity} {e.Ask} {e.AskQuantity}",
        MarketEventKind.Mark => $"{e.SymbolIndex} {e.Time} mark {e.MarkPrice}",
        _ => $"{e.SymbolIndex} {e.Time} funding {e.FundingRate}",
    });
}
