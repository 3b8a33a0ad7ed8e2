namespace PluginTrading.Sdk.MarketData;

/// <summary>What a <see cref="MarketEvent"/> is. The values are the order in which events of one symbol at the same time are handled.</summary>
public enum MarketEventKind : byte
{
    /// <summary>A funding rate, paid at its time.</summary>
    Funding = 0,

    /// <summary>A mark price.</summary>
    Mark = 1,

    /// <summary>Best bid and ask.</summary>
    Quote = 2,

    /// <summary>A trade.</summary>
    Trade = 3,
}

/// <summary>One thing that happened on one symbol's market. Members that do not belong to the event's kind hold no meaning.</summary>
public readonly struct MarketEvent
{
    private readonly double _first;
    private readonly double _second;
    private readonly double _third;
    private readonly double _fourth;

    private MarketEvent(MarketEventKind kind, int symbolIndex, Timestamp time, double first, double second, double third, double fourth, TakerSide takerSide)
    {
        Kind = kind;
        SymbolIndex = symbolIndex;
        Time = time;
        TakerSide = takerSide;
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    /// <summary>Event time.</summary>
    public Timestamp Time { get; }

    /// <summary>Position of the symbol in the session's list of symbols, from 0.</summary>
    public int SymbolIndex { get; }

    /// <summary>What happened.</summary>
    public MarketEventKind Kind { get; }

    /// <summary>Trade: who took liquidity.</summary>
    public TakerSide TakerSide { get; }

    /// <summary>Trade: price in quote currency, &gt; 0.</summary>
    public double Price => _first;

    /// <summary>Trade: quantity in base asset, &gt; 0.</summary>
    public double Quantity => _second;

    /// <summary>Quote: best buy price.</summary>
    public double Bid => _first;

    /// <summary>Quote: quantity at the bid, base asset.</summary>
    public double BidQuantity => _second;

    /// <summary>Quote: best sell price, ≥ <see cref="Bid"/>.</summary>
    public double Ask => _third;

    /// <summary>Quote: quantity at the ask, base asset.</summary>
    public double AskQuantity => _fourth;

    /// <summary>Mark: fair price used for margin and liquidation, quote currency.</summary>
    public double MarkPrice => _first;

    /// <summary>Funding: rate of position notional, a fraction; longs pay shorts when positive.</summary>
    public double FundingRate => _first;

    /// <summary>A trade.</summary>
    public static MarketEvent Trade(int symbolIndex, Timestamp time, double price, double quantity, TakerSide takerSide = TakerSide.Unknown) =>
        new(MarketEventKind.Trade, symbolIndex, time, price, quantity, 0, 0, takerSide);

    /// <summary>A best bid and ask.</summary>
    public static MarketEvent Quote(int symbolIndex, Timestamp time, double bid, double bidQuantity, double ask, double askQuantity) =>
        new(MarketEventKind.Quote, symbolIndex, time, bid, bidQuantity, ask, askQuantity, TakerSide.Unknown);

    /// <summary>A mark price.</summary>
    public static MarketEvent Mark(int symbolIndex, Timestamp time, double markPrice) =>
        new(MarketEventKind.Mark, symbolIndex, time, markPrice, 0, 0, 0, TakerSide.Unknown);

    /// <summary>A funding rate that is paid at <paramref name="time"/>.</summary>
    public static MarketEvent Funding(int symbolIndex, Timestamp time, double fundingRate) =>
        new(MarketEventKind.Funding, symbolIndex, time, fundingRate, 0, 0, 0, TakerSide.Unknown);
}
