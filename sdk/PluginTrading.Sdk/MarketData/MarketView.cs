using System.Globalization;

namespace PluginTrading.Sdk.MarketData;

/// <summary>
/// What is known of one symbol's market as of the event being handled. Shared by all indicators and sections on that symbol;
/// read it from the engine's thread only. Prices are quote currency per base unit and NaN until first known.
/// </summary>
public sealed class MarketView
{
    private CandleSeries[] _series = [];
    private long _lastTime = long.MinValue;

    /// <summary>When the next candle ends, nanoseconds since the Unix epoch; the smallest number while a series waits for its first trade.</summary>
    private long _nextClose = long.MaxValue;

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

    /// <summary>Mark price, else last trade price: what positions are valued at.</summary>
    public double ValuationPrice => double.IsNaN(MarkPrice) ? LastPrice : MarkPrice;

    /// <summary>Last funding rate, a fraction; NaN until first known.</summary>
    public double FundingRate { get; private set; } = double.NaN;

    /// <summary>Recent trades and windows over them.</summary>
    public TradeHistory Trades { get; } = new();

    /// <summary>Candles of an interval, built from trades. The same interval returns the same series. Call while setting up.</summary>
    /// <param name="intervalSeconds">Length of a candle, seconds, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive or beyond 100 years.</exception>
    public CandleSeries Candles(double intervalSeconds)
    {
        if (!(intervalSeconds is > 0 and <= 100 * 366 * 86_400.0))
            throw new ArgumentOutOfRangeException(nameof(intervalSeconds), intervalSeconds, "A candle interval is a number of seconds, > 0 and at most 100 years.");
        var nanoseconds = Math.Max(1, Timestamp.DurationOf(intervalSeconds));
        foreach (var existing in _series)
        {
            if (existing.IntervalNanoseconds == nanoseconds)
                return existing;
        }

        var series = new CandleSeries(nanoseconds);
        _series = [.. _series, series];
        _nextClose = long.MinValue;
        return series;
    }

    /// <summary>Moves the clock and takes the event in.</summary>
    /// <exception cref="ArgumentException">The event is older than the one before, or a trade without a positive price and a quantity of at least 0: wrong data, of which nothing is taken in.</exception>
    internal void Apply(in MarketEvent e)
    {
        var now = e.Time.Nanoseconds;
        if (now < _lastTime)
            throw OutOfOrder(in e);
        if (e.Kind == MarketEventKind.Trade && !(e.Price > 0 && e.Price < double.PositiveInfinity && e.Quantity >= 0 && e.Quantity < double.PositiveInfinity))
            throw NotATrade(in e);
        Now = e.Time;
        _lastTime = now;
        if (now >= _nextClose)
            CloseCandles(now);
        Trades.MoveTo(now);
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                LastPrice = e.Price;
                Trades.Append(e.Price, e.Quantity);
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
    }

    private void CloseCandles(long now)
    {
        _nextClose = long.MaxValue;
        foreach (var series in _series)
        {
            series.Advance(now);
            _nextClose = Math.Min(_nextClose, series.HasStarted ? series.End : long.MinValue);
        }
    }

    private ArgumentException OutOfOrder(in MarketEvent e) =>
        new($"{Instrument.Symbol}: an event at {e.Time} came after one at {Now}; events must be in order of time.");

    private ArgumentException NotATrade(in MarketEvent e) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Instrument.Symbol}: the trade at {e.Time} has price {e.Price} and quantity {e.Quantity}; expected is a positive price and a quantity of at least 0."));
}
