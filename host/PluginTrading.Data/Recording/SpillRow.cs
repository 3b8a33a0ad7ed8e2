using System.Buffers.Binary;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>An event as a spill keeps it.</summary>
/// <param name="Event">The event; its symbol index is that of the spill's symbols.</param>
/// <param name="Round">0 for one that came live; else the number of the fetch that brought it, so that the same trade from two of them is kept once.</param>
/// <param name="Arrival">Its number among the spill's events; not written, since their order says it.</param>
internal readonly record struct SpillRow(MarketEvent Event, byte Round, long Arrival = 0)
{
    /// <summary>Bytes of an event: kind, taker side, round, a spare, symbol index, time and four numbers.</summary>
    public const int Size = 4 + 4 + 8 + (4 * 8);

    public void Write(Span<byte> target)
    {
        var e = Event;
        target[0] = (byte)e.Kind;
        target[1] = (byte)e.TakerSide;
        target[2] = Round;
        target[3] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], e.SymbolIndex);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], e.Time.Nanoseconds);
        var (first, second, third, fourth) = e.Kind switch
        {
            MarketEventKind.Trade => (e.Price, e.Quantity, 0, 0),
            MarketEventKind.Quote => (e.Bid, e.BidQuantity, e.Ask, e.AskQuantity),
            MarketEventKind.Mark => (e.MarkPrice, 0, 0, 0),
            _ => (e.FundingRate, 0d, 0d, 0d),
        };
        BinaryPrimitives.WriteDoubleLittleEndian(target[16..], first);
        BinaryPrimitives.WriteDoubleLittleEndian(target[24..], second);
        BinaryPrimitives.WriteDoubleLittleEndian(target[32..], third);
        BinaryPrimitives.WriteDoubleLittleEndian(target[40..], fourth);
    }

    public static SpillRow Read(ReadOnlySpan<byte> source)
    {
        var symbol = BinaryPrimitives.ReadInt32LittleEndian(source[4..]);
        var time = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(source[8..]));
        var first = BinaryPrimitives.ReadDoubleLittleEndian(source[16..]);
        var second = BinaryPrimitives.ReadDoubleLittleEndian(source[24..]);
        var e = (MarketEventKind)source[0] switch
        {
            MarketEventKind.Trade => MarketEvent.Trade(symbol, time, first, second, (TakerSide)source[1]),
            MarketEventKind.Quote => MarketEvent.Quote(
                symbol, time, first, second, BinaryPrimitives.ReadDoubleLittleEndian(source[32..]), BinaryPrimitives.ReadDoubleLittleEndian(source[40..])),
            MarketEventKind.Mark => MarketEvent.Mark(symbol, time, first),
            MarketEventKind.Funding => MarketEvent.Funding(symbol, time, first),
            _ => throw new DataSetException($"An event of kind {source[0]} is not known."),
        };
        return new SpillRow(e, source[2]);
    }
}
