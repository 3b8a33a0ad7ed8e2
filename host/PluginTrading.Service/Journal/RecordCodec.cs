using System.Text.Json;
using PluginTrading.Data.Recording;
using PluginTrading.Engine.Inputs;
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
    public static JournalRecord Read(RecordKind kind, ReadOnlySpan<byte> payload, long sequence) => kind switch
    {
        RecordKind.Market when payload.Length == MarketEventBytes.Size => new MarketInput(sequence, MarketEventBytes.Read(payload)),
        RecordKind.Venue => new VenueInput(sequence, JsonSerializer.Deserialize<VenueEvent>(payload, JournalJson.Options)!),
        RecordKind.Command => new CommandInput(sequence, JsonSerializer.Deserialize<EngineCommand>(payload, JournalJson.Options)!),
        RecordKind.Finish => new FinishInput(sequence),
        RecordKind.Decision => new JournalDecision(JsonSerializer.Deserialize<Decision>(payload, JournalJson.Options)!),
        _ => throw new JsonException($"A record of kind {(byte)kind} with {payload.Length} bytes is not known."),
    };
}
