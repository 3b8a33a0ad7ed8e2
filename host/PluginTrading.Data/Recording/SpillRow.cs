using System.Buffers.Binary;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Data.Recording;

/// <summary>An event as a spill keeps it.</summary>
/// <param name="Event">The event; its symbol index is that of the spill's symbols.</param>
/// <param name="Round">0 for one that came live; else the number of the fetch that brought it, so that the same trade from two of them is kept once.</param>
/// <param name="Arrival">Its number among the spill's events; not written, since their order says it.</param>
internal readonly record struct SpillRow(MarketEvent Event, int Round, long Arrival = 0)
{
    /// <summary>Bytes of an event: itself and the round.</summary>
    public const int Size = MarketEventBytes.Size + 4;

    public void Write(Span<byte> target)
    {
        MarketEventBytes.Write(target, Event);
        BinaryPrimitives.WriteInt32LittleEndian(target[MarketEventBytes.Size..], Round);
    }

    public static SpillRow Read(ReadOnlySpan<byte> source) =>
        new(MarketEventBytes.Read(source), BinaryPrimitives.ReadInt32LittleEndian(source[MarketEventBytes.Size..]));
}
