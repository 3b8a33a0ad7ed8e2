using System.Globalization;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.MarketData;

/// <summary>Reads public pushes into market events. Quantities become base asset.</summary>
internal sealed class MarketFrameReader
{
    private readonly Dictionary<string, SymbolState> _symbols = new(StringComparer.Ordinal);
    private readonly Action<string> _warn;

    /// <param name="instruments">In the order of symbol indexes.</param>
    /// <param name="warn">Told when deals were lost.</param>
    public MarketFrameReader(IReadOnlyList<Instrument> instruments, Action<string> warn)
    {
        _warn = warn;
        for (var i = 0; i < instruments.Count; i++)
            _symbols.Add(instruments[i].Symbol, new SymbolState(instruments[i].Symbol, i, instruments[i].ContractSize));
    }

    /// <summary>A new connection may count versions of the book anew, and begins in the middle of a minute.</summary>
    public void Restart()
    {
        foreach (var state in _symbols.Values)
        {
            state.BookVersion = long.MinValue;
            state.Volume.Restart();
        }
    }

    /// <summary>Adds what a push says. Channels and symbols that were not subscribed add nothing.</summary>
    /// <exception cref="PayloadException">The push is not as specified; nothing of it was added.</exception>
    public void Read(string channel, Payload frame, List<MarketEvent> events)
    {
        if (channel is not ("push.deal" or "push.depth.full" or "push.fair.price" or "push.funding.rate" or "push.kline"))
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
                case "push.kline":
                    ReadKline(frame, state);
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
            if (!id.IsMissing && !state.Seen.Add(id.Long()))
                continue;
            Add(trade, state, events);
            state.Volume.TakeDeal(trade.Time, trade.Quantity / (double)state.ContractSize);
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

    /// <summary>Klines make no events: candles are made of trades. They show whether all of those came.</summary>
    private void ReadKline(Payload frame, SymbolState state)
    {
        var data = frame["data"];
        var (start, sent) = (data["t"].Seconds(), frame["ts"].Milliseconds());
        if (data["interval"].Text() is not "Min1" and var interval)
            throw new PayloadException($"interval: expected Min1, found {interval}");
        if (start > sent.Plus(60 * Timestamp.PerSecond))
            throw new PayloadException($"t: expected a minute that began by {sent}, found {start}");
        if (data["q"].Double() is < 0 and var negative)
            throw new PayloadException($"q: expected contracts, found {negative}");
        if (state.Volume.TakeKline(start, data["q"].Double(), sent) is { } lost)
        {
            _warn(string.Create(CultureInfo.InvariantCulture,
                $"{state.Symbol}: the stream lost trades of the minute from {lost.Start.ToDateTimeOffset():yyyy-MM-dd HH:mm} UTC: {lost.Heard:0.###} of {lost.Expected:0.###} contracts came"));
        }
    }

    private static void Add(MarketEvent e, SymbolState state, List<MarketEvent> events)
    {
        if (state.Funding.Pass(e.Time) is { } due)
            events.Add(due);
        events.Add(e);
    }

    private sealed class SymbolState(string symbol, int index, decimal contractSize)
    {
        public string Symbol { get; } = symbol;

        public int Index { get; } = index;

        public decimal ContractSize { get; } = contractSize;

        public FundingSchedule Funding { get; } = new(index);

        public SeenDeals Seen { get; } = new();

        public VolumeCheck Volume { get; } = new();

        public long BookVersion { get; set; } = long.MinValue;

        public Timestamp BookTime { get; set; }
    }
}
