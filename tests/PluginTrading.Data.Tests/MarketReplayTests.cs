using PluginTrading.Data.Generation;
using PluginTrading.Data.Store;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Tests;

public sealed class MarketReplayTests : IDisposable
{
    private const long Start = 1_610_658_000 * Timestamp.PerSecond;

    private static readonly string[] SessionOrder = ["B_USDT", "C_USDT", "A_USDT"];

    private readonly ImportScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Ties_come_in_order_of_symbols_then_funding_mark_quote_trade_then_as_recorded()
    {
        var at = new Timestamp(Start);
        var events = new List<MarketEvent>();
        for (var symbol = 0; symbol < SessionOrder.Length; symbol++)
        {
            events.AddRange(
            [
                MarketEvent.Trade(symbol, at, 1, 9, TakerSide.Sell),
                MarketEvent.Trade(symbol, at, 2, 8),
                MarketEvent.Quote(symbol, at, 1, 2, 3, 4),
                MarketEvent.Mark(symbol, at, 5),
                MarketEvent.Funding(symbol, at, 0.0001),
            ]);
        }

        Write(events);

        ReplayedEvents.Of(DataSet.Open(_scenario.Set), SessionOrder).Select(e => (SessionOrder[e.SymbolIndex][..1], e.Kind, e.Kind == MarketEventKind.Trade ? e.Price : 0)).ShouldBe(
        [
            ("B", MarketEventKind.Funding, 0), ("B", MarketEventKind.Mark, 0), ("B", MarketEventKind.Quote, 0), ("B", MarketEventKind.Trade, 1), ("B", MarketEventKind.Trade, 2),
            ("C", MarketEventKind.Funding, 0), ("C", MarketEventKind.Mark, 0), ("C", MarketEventKind.Quote, 0), ("C", MarketEventKind.Trade, 1), ("C", MarketEventKind.Trade, 2),
            ("A", MarketEventKind.Funding, 0), ("A", MarketEventKind.Mark, 0), ("A", MarketEventKind.Quote, 0), ("A", MarketEventKind.Trade, 1), ("A", MarketEventKind.Trade, 2),
        ]);
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(2, 7, 2)]
    [InlineData(3, 1000, 50)]
    [InlineData(4, 64, 100_000)]
    public void Random_events_come_as_a_plain_sort_gives_them(ulong seed, int bufferSize, int meanDistanceMilliseconds)
    {
        var events = RandomEvents(seed, 8_000, meanDistanceMilliseconds);
        Write(events);

        var replayed = ReplayedEvents.Of(DataSet.Open(_scenario.Set), SessionOrder, bufferSize: bufferSize);

        replayed.ShouldEqual(Sorted(events));
    }

    [Fact]
    public void Day_with_more_rows_than_a_batch_is_read_across_its_batches()
    {
        var events = Enumerable.Range(0, (2 * DayFileWriter.BatchRows) + 17).Select(i => MarketEvent.Trade(0, new Timestamp(Start + i), i + 1, 1)).ToList();
        Write(events);

        var replayed = ReplayedEvents.Of(DataSet.Open(_scenario.Set), SessionOrder);

        replayed.ShouldEqual(events);
    }

    [Fact]
    public void From_is_inside_and_to_is_outside()
    {
        var events = RandomEvents(5, 1000, 200_000);
        Write(events);
        var set = DataSet.Open(_scenario.Set);
        var sorted = Sorted(events);
        var random = new GeneratorRandom(6);

        for (var round = 0; round < 60; round++)
        {
            var from = sorted[(int)(random.NextBits() % 1000)].Time.Plus((long)(random.NextBits() % 3) - 1);
            var to = sorted[(int)(random.NextBits() % 1000)].Time.Plus((long)(random.NextBits() % 3) - 1);
            ReplayedEvents.Of(set, SessionOrder, from, to).ShouldEqual([.. sorted.Where(e => e.Time >= from && e.Time < to)]);
        }
    }

    [Fact]
    public void Only_chosen_symbols_are_read_and_numbered_by_their_place()
    {
        var events = RandomEvents(7, 1000, 10);
        Write(events);

        var replayed = ReplayedEvents.Of(DataSet.Open(_scenario.Set), ["A_USDT", "B_USDT"]);

        replayed.Count.ShouldBe(events.Count(e => e.SymbolIndex != 1));
        replayed.Count(e => e.SymbolIndex == 0).ShouldBe(events.Count(e => e.SymbolIndex == 2));
    }

    [Fact]
    public void Symbol_that_is_not_there_is_told_with_those_that_are()
    {
        Write(RandomEvents(8, 10, 10));

        Should.Throw<DataSetException>(() => new MarketReplay(DataSet.Open(_scenario.Set), ["X_USDT"])).Message
            .ShouldBe($"{_scenario.Set}: has no symbol X_USDT; it has: A_USDT, B_USDT, C_USDT.");
    }

    [Fact]
    public async Task Reading_allocates_nothing_but_for_each_new_file_so_that_memory_does_not_grow_with_length()
    {
        Write([.. Enumerable.Range(0, 400_000).Select(i => MarketEvent.Trade(i % 2, new Timestamp(Start + (i * 1000L)), i + 1, 1))]);
        await using var replay = new MarketReplay(DataSet.Open(_scenario.Set), SessionOrder);
        var buffer = new MarketEvent[4096];
        replay.Read(buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        long count = 0;
        while (replay.Read(buffer) is > 0 and var read)
            count += read;

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        count.ShouldBe(400_000 - 4096);
    }

    [Fact]
    public async Task Replay_that_was_disposed_reads_no_more()
    {
        Write(RandomEvents(9, 100, 10));
        var replay = new MarketReplay(DataSet.Open(_scenario.Set), SessionOrder);
        replay.Read(new MarketEvent[10]).ShouldBe(10);
        await replay.DisposeAsync();

        Should.Throw<ObjectDisposedException>(() => replay.Read(new MarketEvent[10]));
    }

    private static List<MarketEvent> Sorted(IReadOnlyList<MarketEvent> events) =>
        [.. events.Select((e, i) => (Event: e, Order: i)).OrderBy(e => e.Event.Time).ThenBy(e => e.Event.SymbolIndex).ThenBy(e => e.Event.Kind).ThenBy(e => e.Order).Select(e => e.Event)];

    /// <summary>Events of three symbols and four kinds over some days, many at the same time.</summary>
    private static List<MarketEvent> RandomEvents(ulong seed, int count, int meanDistanceMilliseconds)
    {
        var random = new GeneratorRandom(seed);
        var events = new List<MarketEvent>();
        var time = Start;
        for (var i = 0; i < count; i++)
        {
            time += (long)(random.Exponential() * meanDistanceMilliseconds) * Timestamp.PerMillisecond;
            var at = new Timestamp(time);
            var symbol = (int)(random.NextBits() % 3);
            events.Add((random.NextBits() % 8) switch
            {
                0 => MarketEvent.Funding(symbol, at, random.Normal() / 1000),
                1 => MarketEvent.Mark(symbol, at, random.Uniform() + 1),
                2 or 3 => MarketEvent.Quote(symbol, at, random.Uniform() + 1, random.Uniform(), random.Uniform() + 2, random.Uniform()),
                _ => MarketEvent.Trade(symbol, at, random.Uniform() + 1, random.Uniform(), (TakerSide)(random.NextBits() % 3)),
            });
        }

        return events;
    }

    private void Write(IReadOnlyList<MarketEvent> events)
    {
        using var writer = new DataSetWriter(_scenario.Set);
        foreach (var symbol in SessionOrder)
            writer.AddInstrument(new Instrument { Symbol = symbol, Base = symbol[..1], Quote = "USDT", PriceTick = 0.01m, QuantityStep = 1 });
        foreach (var marketEvent in events)
            writer.Append(SessionOrder[marketEvent.SymbolIndex], marketEvent.Kind).Add(marketEvent);
        writer.Commit();
    }
}
