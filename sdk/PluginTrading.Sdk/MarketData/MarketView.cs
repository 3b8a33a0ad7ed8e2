namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// What is known of one symbol's market as of the event being handled. Shared by all indicators and sections on that symbol;
/// read it from the engine's thread only. Prices are quote currency per base unit and NaN until first known.
/// </summary>
public sealed class MarketView
{
    private CandleSeries[] _series = [];

    internal MarketView(Instrument instrument) => Instrument = instrument;

    /// <summary>The symbol's contract rules.</summary>
    public Instrument Instrument { get; }

    /// <summary>Time of the event being handled.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Last trade price.</summary>
    public double LastPrice { get; private set; } = double.NaN;

    /// <summary>Best buy price of the last quote.</summary>
    public double Bid { get; private set; } = double.NaN;

    /// <summary>Best sell price of the last quote.</summary>
    public double Ask { get; private set; } = double.NaN;

    /// <summary>Last mark price.</summary>
    public double MarkPrice { get; private set; } = double.NaN;

    /// <summary>Last funding rate, a fraction; NaN until first known.</summary>
    public double FundingRate { get; private set; } = double.NaN;

    /// <summary>Recent trades and windows over them.</summary>
    public TradeHistory Trades { get; } = new();

    /// <summary>Candles of an interval, built from trades. The same interval returns the same series. Call while setting up.</summary>
    /// <param name="intervalSeconds">Length of a candle, seconds, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive and finite.</exception>
    public CandleSeries Candles(double intervalSeconds)
    {
        if (!(intervalSeconds > 0 && double.IsFinite(intervalSeconds)))
            throw new ArgumentOutOfRangeException(nameof(intervalSeconds), intervalSeconds, "A candle interval is a positive number of seconds.");
        var nanoseconds = Math.Max(1, Timestamp.DurationOf(intervalSeconds));
        foreach (var existing in _series)
        {
            if (existing.IntervalNanoseconds == nanoseconds)
                return existing;
        }

        var series = new CandleSeries(nanoseconds);
        _series = [.. _series, series];
        return series;
    }

    /// <summary>Moves the clock and takes the event in.</summary>
    internal void Apply(in MarketEvent e)
    {
        Now = e.Time;
        var now = e.Time.Nanoseconds;
        foreach (var series in _series)
            series.Advance(now);
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                LastPrice = e.Price;
                Trades.Append(now, e.Price, e.Quantity);
                foreach (var series in _series)
                    series.Add(now, e.Price, e.Quantity);
                break;
            case MarketEventKind.Quote:
                Bid = e.Bid;
                Ask = e.Ask;
                break;
            case MarketEventKind.Mark:
                MarkPrice = e.MarkPrice;
                break;
            case MarketEventKind.Funding:
                FundingRate = e.FundingRate;
                break;
        }

        Trades.Advance(now);
    }
}
