using System.Buffers.Binary;
using System.Text.Json;
using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Journal;

/// <summary>Kinds of records, as their first byte says.</summary>
internal enum RecordKind : byte
{
    Header = 1,
    Market = 2,
    Venue = 3,
    Command = 4,
    Finish = 5,
    Decision = 6,
}

/// <summary>The bytes of records: market events in fixed binary form, the rest as JSON.</summary>
internal static class RecordCodec
{
    /// <summary>Bytes of a market event: kind, taker side, symbol index, time and four numbers.</summary>
    public const int MarketSize = 1 + 1 + 4 + 8 + (4 * 8);

    public static void WriteMarket(Span<byte> target, in MarketEvent e)
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

    public static MarketEvent ReadMarket(ReadOnlySpan<byte> source)
    {
        var symbol = BinaryPrimitives.ReadInt32LittleEndian(source[2..]);
        var time = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(source[6..]));
        var first = BinaryPrimitives.ReadDoubleLittleEndian(source[14..]);
        return (MarketEventKind)source[0] switch
        {
            MarketEventKind.Trade => MarketEvent.Trade(symbol, time, first, Second(source), (TakerSide)source[1]),
            MarketEventKind.Quote => MarketEvent.Quote(symbol, time, first, Second(source), BinaryPrimitives.ReadDoubleLittleEndian(source[30..]), BinaryPrimitives.ReadDoubleLittleEndian(source[38..])),
            MarketEventKind.Mark => MarketEvent.Mark(symbol, time, first),
            MarketEventKind.Funding => MarketEvent.Funding(symbol, time, first),
            _ => throw new JsonException($"A market event of kind {source[0]} is not known."),
        };
    }

    public static JournalRecord Read(RecordKind kind, ReadOnlySpan<byte> payload, long sequence) => kind switch
    {
        RecordKind.Market when payload.Length == MarketSize => new MarketInput(sequence, ReadMarket(payload)),
        RecordKind.Venue => new VenueInput(sequence, JsonSerializer.Deserialize<VenueEvent>(payload, JournalJson.Options)!),
        RecordKind.Command => new CommandInput(sequence, JsonSerializer.Deserialize<EngineCommand>(payload, JournalJson.Options)!),
        RecordKind.Finish => new FinishInput(sequence),
        RecordKind.Decision => new JournalDecision(JsonSerializer.Deserialize<Decision>(payload, JournalJson.Options)!),
        _ => throw new JsonException($"A record of kind {(byte)kind} with {payload.Length} bytes is not known."),
    };

    private static double Second(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadDoubleLittleEndian(source[22..]);
}
