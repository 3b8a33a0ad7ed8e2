using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Sessions;

/// <summary>
/// The session's time: that of the last input, and between inputs what the host's clock says has passed since. It never goes back, so that events of
/// several symbols that overtook each other, or a venue's message about the past, are handled at the time at which they are known.
/// </summary>
internal sealed class MarketTime(TimeProvider time)
{
    /// <summary>A minute: far more than messages of one venue overtake each other by.</summary>
    private const long FarAhead = 60 * Timestamp.PerSecond;

    private long _heard;

    /// <summary>Time of the last input.</summary>
    public Timestamp Last { get; private set; } = new(long.MinValue);

    /// <summary>Now: the last input's time and what has passed since.</summary>
    public Timestamp Now => Last.Nanoseconds == long.MinValue ? Last : Last.Plus((long)time.GetElapsedTime(_heard).TotalNanoseconds);

    /// <summary>The time of a tick: the last input's while inputs come, and later only when none has come for two ticks.</summary>
    public Timestamp AtTick(double tickSeconds) => time.GetElapsedTime(_heard).TotalSeconds < 2 * tickSeconds ? Last : Now;

    /// <summary>An input of that time arrived; returns when it is handled: then, or at the last input's time when that is later.</summary>
    public Timestamp Advance(Timestamp to)
    {
        if (to > Last)
            Last = to;
        _heard = time.GetTimestamp();
        return Last;
    }

    /// <summary>
    /// The venue said something of that time, which its order servers and its market may count by different clocks: a time far ahead of now is not
    /// believed, so that one message cannot move the session's time away from its market.
    /// </summary>
    public Timestamp AdvanceTold(Timestamp told) => Advance(told <= Now.Plus(FarAhead) ? told : Last);

    /// <summary>An event at another time.</summary>
    public static MarketEvent At(in MarketEvent e, Timestamp time) => e.Kind switch
    {
        MarketEventKind.Trade => MarketEvent.Trade(e.SymbolIndex, time, e.Price, e.Quantity, e.TakerSide),
        MarketEventKind.Quote => MarketEvent.Quote(e.SymbolIndex, time, e.Bid, e.BidQuantity, e.Ask, e.AskQuantity),
        MarketEventKind.Mark => MarketEvent.Mark(e.SymbolIndex, time, e.MarkPrice),
        _ => MarketEvent.Funding(e.SymbolIndex, time, e.FundingRate),
    };
}
