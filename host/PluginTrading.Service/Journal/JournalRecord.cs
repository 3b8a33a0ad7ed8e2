using PluginTrading.Engine.Inputs;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;

namespace PluginTrading.Service.Journal;

/// <summary>One record of a journal.</summary>
public abstract record JournalRecord
{
    private protected JournalRecord()
    {
    }
}

/// <summary>Something that a decision may depend on. Numbered from 1 without gaps.</summary>
public abstract record JournalInput(long Sequence) : JournalRecord;

/// <summary>A market event as it was handled.</summary>
public sealed record MarketInput(long Sequence, MarketEvent Event) : JournalInput(Sequence);

/// <summary>What the venue said, after duplicates were dropped.</summary>
public sealed record VenueInput(long Sequence, VenueEvent Event) : JournalInput(Sequence);

/// <summary>What an operator, the host or the clock said.</summary>
public sealed record CommandInput(long Sequence, EngineCommand Command) : JournalInput(Sequence);

/// <summary>The session was ended for good: whatever was open was wound up at the last prices.</summary>
public sealed record FinishInput(long Sequence) : JournalInput(Sequence);

/// <summary>A decision that the input before it brought about.</summary>
public sealed record JournalDecision(Decision Decision) : JournalRecord;
