using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Reads public pushes into market events. Quantities become base asset.</summary>
internal sealed class MarketFrameReader
{
    private readonly Dictionary<string, SymbolState> _symbols = new(StringComparer.Ordinal);

    public MarketFrameReader(IReadOnlyList<Instrument> instruments)
    {
        for (var i = 0; i < instruments.Count; i++)
            _symbols.Add(instruments[i].Symbol, new SymbolState(i, instruments[i].ContractSize));
    }

    /// <summary>A new connection may count versions of the book anew.</summary>
    public void Restart()
    {
        foreach (var state in _symbols.Values)
            state.BookVersion = long.MinValue;
    }

    /// <summary>Adds what a push says. Channels and symbols that were not subscribed add nothing.</summary>
    /// <exception cref="PayloadException">The push is not as specified; nothing of it was added.</exception>
    public void Read(string channel, Payload frame, List<MarketEvent> events)
    {
        if (channel is not ("push.deal" or "push.depth.full" or "push.fair.price" or "push.funding.rate"))
            return;
        if (!_symbols.TryGetValue(frame["symbol"].Text(), out var state))
            return;
        var before = events.Count;
        try
        {
            switch (channel)
            {
                case "push.deal":
                    ReadDeals(frame["data"], state, events);
                    break;
                case "push.depth.full":
                    ReadBook(frame, state, events);
                    break;
                case "push.fair.price":
                    Add(MarketEvent.Mark(state.Index, frame["ts"].Milliseconds(), frame["data"]["price"].Positive()), state, events);
                    break;
                default:
                    ReadFunding(frame, state, events);
                    break;
            }
        }
        catch
        {
            events.RemoveRange(before, events.Count - before);
            throw;
        }
    }

    /// <summary>Takes a funding rate that was asked for; one that is not as specified is a <see cref="PayloadException"/>.</summary>
    /// <param name="rate">A row of <c>GET contract/funding_rate</c>.</param>
    /// <param name="events">Gets the payment that this shows to have happened.</param>
    public void TakeFunding(Payload rate, List<MarketEvent> events)
    {
        if (!_symbols.TryGetValue(rate["symbol"].Text(), out var state))
            return;
        var due = state.Funding.Announce(rate["fundingRate"].Double(), rate["nextSettleTime"].Milliseconds(), rate["timestamp"].Milliseconds());
        if (due is { } payment)
            events.Add(payment);
    }

    /// <summary>Adds the funding payments that are due at that time.</summary>
    public void Pass(Timestamp now, List<MarketEvent> events)
    {
        foreach (var state in _symbols.Values.OrderBy(s => s.Index))
        {
            if (state.Funding.Pass(now) is { } due)
                events.Add(due);
        }
    }

    private static void ReadDeals(Payload data, SymbolState state, List<MarketEvent> events)
    {
        // Since 2025-08 an array; before, one object.
        var deals = (data.IsArray ? data.Items() : [data]).Select(d => (Trade: Deal(d, state), Id: d["i"])).ToList();
        foreach (var (trade, id) in deals.OrderBy(d => d.Trade.Time))
        {
            if (id.IsMissing || state.Seen.Add(id.Long()))
                Add(trade, state, events);
        }
    }

    private static MarketEvent Deal(Payload deal, SymbolState state)
    {
        if (!deal["i"].IsMissing)
            _ = deal["i"].Long();
        return DealReader.Read(deal, state.Index, state.ContractSize);
    }

    private static void ReadBook(Payload frame, SymbolState state, List<MarketEvent> events)
    {
        var data = frame["data"];
        var version = data["version"].IsMissing ? long.MinValue : data["version"].Long();
        var time = (data["cts"].IsMissing ? frame["ts"] : data["cts"]).Milliseconds();
        // Late only if both say so: the count may begin anew there.
        if (version < state.BookVersion && time <= state.BookTime)
            return;
        (state.BookVersion, state.BookTime) = (version, time);
        // A side may be empty for a moment; there is no quote then.
        if (Levels(data["bids"], state) is not { Count: > 0 } bids || Levels(data["asks"], state) is not { Count: > 0 } asks)
            return;
        var bid = bids.MaxBy(l => l.Price);
        var ask = asks.MinBy(l => l.Price);
        if (bid.Price > ask.Price)
            throw new PayloadException($"bid {bid.Price} is above ask {ask.Price}");
        Add(MarketEvent.Quote(state.Index, time, bid.Price, bid.Quantity, ask.Price, ask.Quantity), state, events);
    }

    private static List<(double Price, double Quantity)> Levels(Payload side, SymbolState state) =>
        [.. side.Items().Where(l => l[1].Decimal() > 0).Select(l => (Price: l[0].Positive(), Quantity: l[1].Quantity(state.ContractSize)))];

    private static void ReadFunding(Payload frame, SymbolState state, List<MarketEvent> events)
    {
        var data = frame["data"];
        if (state.Funding.Announce(data["rate"].Double(), data["nextSettleTime"].Milliseconds(), frame["ts"].Milliseconds()) is { } due)
            events.Add(due);
    }

    private static void Add(MarketEvent e, SymbolState state, List<MarketEvent> events)
    {
        if (state.Funding.Pass(e.Time) is { } due)
            events.Add(due);
        events.Add(e);
    }

    private sealed class SymbolState(int index, decimal contractSize)
    {
        public int Index { get; } = index;

        public decimal ContractSize { get; } = contractSize;

        public FundingSchedule Funding { get; } = new(index);

        public SeenDeals Seen { get; } = new();

        public long BookVersion { get; set; } = long.MinValue;

        public Timestamp BookTime { get; set; }
    }
}
