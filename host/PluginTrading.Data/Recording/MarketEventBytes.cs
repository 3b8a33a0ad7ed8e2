using System.Buffers.Binary;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>
/// A market event in <see cref="Size"/> bytes, as journals and recordings keep it: kind, taker side, symbol index, time and four numbers, little-endian.
/// Numbers that an event of its kind does not have are 0.
/// </summary>
public static class MarketEventBytes
{
    public const int Size = 1 + 1 + 4 + 8 + (4 * 8);

    /// <param name="target">At least <see cref="Size"/> bytes.</param>
    /// <param name="e">The event.</param>
    public static void Write(Span<byte> target, in MarketEvent e)
    {
        target[0] = (byte)e.Kind;
        target[1] = (byte)e.TakerSide;
        BinaryPrimitives.WriteInt32LittleEndian(target[2..], e.SymbolIndex);
        BinaryPrimitives.WriteInt64LittleEndian(target[6..], e.Time.Nanoseconds);
        var (first, second, third, fourth) = e.Kind switch
        {
            MarketEventKind.Trade => (e.Price, e.Quantity, 0, 0),
            MarketEventKind.Quote => (e.Bid, e.BidQuantity, e.Ask, e.AskQuantity),
            MarketEventKind.Mark => (e.MarkPrice, 0, 0, 0),
            _ => (e.FundingRate, 0d, 0d, 0d),
        };
        BinaryPrimitives.WriteDoubleLittleEndian(target[14..], first);
        BinaryPrimitives.WriteDoubleLittleEndian(target[22..], second);
        BinaryPrimitives.WriteDoubleLittleEndian(target[30..], third);
        BinaryPrimitives.WriteDoubleLittleEndian(target[38..], fourth);
    }

    /// <param name="source">At least <see cref="Size"/> bytes.</param>
    /// <exception cref="DataSetException">The kind is not known.</exception>
    public static MarketEvent Read(ReadOnlySpan<byte> source)
    {
        var symbol = BinaryPrimitives.ReadInt32LittleEndian(source[2..]);
        var time = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(source[6..]));
        var first = BinaryPrimitives.ReadDoubleLittleEndian(source[14..]);
        var second = BinaryPrimitives.ReadDoubleLittleEndian(source[22..]);
        return (MarketEventKind)source[0] switch
        {
            MarketEventKind.Trade => MarketEvent.Trade(symbol, time, first, second, (TakerSide)source[1]),
            MarketEventKind.Quote => MarketEvent.Quote(
                symbol, time, first, second, BinaryPrimitives.ReadDoubleLittleEndian(source[30..]), BinaryPrimitives.ReadDoubleLittleEndian(source[38..])),
            MarketEventKind.Mark => MarketEvent.Mark(symbol, time, first),
            MarketEventKind.Funding => MarketEvent.Funding(symbol, time, first),
            _ => throw new DataSetException($"A market event of kind {source[0]} is not known."),
        };
    }
}
