using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Tests;

/// <summary>
/// The definitions of the indicators as they are written down, worked out anew from every event so far. Slow and plain on purpose: this is what the
/// indicators are held against. Times are whole nanoseconds, windows are given in seconds, NaN means not ready.
/// </summary>
internal sealed class NaiveMarket
{
    private readonly List<(long Time, double Price, double Quantity)> _trades = [];
    private long _now;
    private double _bid = double.NaN;
    private double _ask = double.NaN;
    private double _mark = double.NaN;
    private double _funding = double.NaN;

    public double? SpreadPct { get; init; }

    public void Apply(in MarketEvent e)
    {
        _now = e.Time.Nanoseconds;
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                _trades.Add((_now, e.Price, e.Quantity));
                break;
            case MarketEventKind.Quote:
                (_bid, _ask) = (e.Bid, e.Ask);
                break;
            case MarketEventKind.Mark:
                _mark = e.MarkPrice;
                break;
            case MarketEventKind.Funding:
                _funding = e.FundingRate;
                break;
        }
    }

    /// <summary>The value of an indicator as of the last event.</summary>
    public double Value(string name, IReadOnlyDictionary<string, double> p)
    {
        double Get(string parameter) => p.TryGetValue(parameter, out var value) ? value : IndicatorBench.Declaration(name).Parameters.Single(d => d.Name == parameter).Default;
        double[] Closes() => [.. Candles(Get("interval")).Select(c => c.Close)];
        return name switch
        {
            "twap" => Twap(Get("t1"), Get("t2")),
            "vwap" => Vwap(Get("t1"), Get("t2")),
            "pump_magnitude_pct" => 100 * ((PriceAt(_now) / Twap(Get("t1"), Get("t2"))) - 1),
            "volume_surge_ratio" => VolumeSurge(Get("t1"), Get("t2")),
            "price_momentum" => Momentum(Get("t1"), Get("t2")),
            "velocity" => Momentum(Get("t1"), Get("t2")) / (Get("t1") - Get("t2")),
            "max_price" => Extreme(Get("t1"), Get("t2"), Math.Max),
            "min_price" => Extreme(Get("t1"), Get("t2"), Math.Min),
            "drawdown_pct" => 100 * ((PriceAt(_now) / Extreme(Get("t1"), 0, Math.Max)) - 1),
            "volatility_pct" => Volatility(Get("t1"), Get("interval")),
            "spread_pct" => double.IsNaN(_bid) ? SpreadPct ?? double.NaN : 100 * (_ask - _bid) / ((_ask + _bid) / 2),
            "rsi" => Rsi(Closes(), (int)Get("period")),
            "sma" => Sma(Closes(), (int)Get("period")),
            "ema" => Last(Ema(Closes(), (int)Get("period"))),
            "macd" => Last(Macd(Closes(), Get).Line),
            "macd_signal" => Last(Macd(Closes(), Get).Signal),
            "macd_histogram" => Last(Macd(Closes(), Get).Line) - Last(Macd(Closes(), Get).Signal),
            "bollinger_upper" => Sma(Closes(), (int)Get("period")) + (Get("deviations") * PopulationDeviation(Closes(), (int)Get("period"))),
            "bollinger_lower" => Sma(Closes(), (int)Get("period")) - (Get("deviations") * PopulationDeviation(Closes(), (int)Get("period"))),
            "bollinger_pct_b" => PercentB(Closes(), (int)Get("period"), Get("deviations")),
            "atr" => Atr(Candles(Get("interval")), (int)Get("period")),
            "funding_rate_pct" => 100 * _funding,
            "basis_pct" => 100 * ((PriceAt(_now) / _mark) - 1),
            _ => throw new ArgumentException($"There is no definition of {name} here."),
        };
    }

    private long Ago(double seconds) => _now - Timestamp.DurationOf(seconds);

    /// <summary>P(t): the last trade price at or before t.</summary>
    private double PriceAt(long time)
    {
        var price = double.NaN;
        foreach (var trade in _trades)
        {
            if (trade.Time <= time)
                price = trade.Price;
        }

        return price;
    }

    private bool IsReady(double farEndSeconds) => _trades.Count > 0 && _trades[0].Time <= Ago(farEndSeconds);

    private double Twap(double t1, double t2)
    {
        if (!IsReady(t1))
            return double.NaN;
        var (start, end) = (Ago(t1), Ago(t2));
        var (price, since, area) = (PriceAt(start), start, 0.0);
        foreach (var trade in _trades.Where(t => t.Time > start && t.Time <= end))
        {
            area += price * (trade.Time - since);
            (price, since) = (trade.Price, trade.Time);
        }

        return (area + (price * (end - since))) / (end - start);
    }

    private IEnumerable<(long Time, double Price, double Quantity)> Within(double t1, double t2) => _trades.Where(t => t.Time > Ago(t1) && t.Time <= Ago(t2));

    private double Vwap(double t1, double t2) =>
        IsReady(t1) && Within(t1, t2).Any() ? Within(t1, t2).Sum(t => t.Price * t.Quantity) / Within(t1, t2).Sum(t => t.Quantity) : double.NaN;

    private double VolumeSurge(double t1, double t2)
    {
        if (!IsReady(t1 + t2))
            return double.NaN;
        var earlier = Within(t1 + t2, t1).Sum(t => t.Quantity) / t2;
        return earlier == 0 ? double.NaN : Within(t1, 0).Sum(t => t.Quantity) / t1 / earlier;
    }

    private double Momentum(double t1, double t2) => IsReady(t1) ? 100 * ((PriceAt(Ago(t2)) / PriceAt(Ago(t1))) - 1) : double.NaN;

    private double Extreme(double t1, double t2, Func<double, double, double> better) =>
        IsReady(t1) ? Within(t1, t2).Select(t => t.Price).Aggregate(PriceAt(Ago(t1)), better) : double.NaN;

    /// <summary>Closed candles from that of the first trade on, without gaps.</summary>
    private List<Candle> Candles(double intervalSeconds)
    {
        var candles = new List<Candle>();
        if (_trades.Count == 0)
            return candles;
        var interval = Timestamp.DurationOf(intervalSeconds);
        var byStart = _trades.ToLookup(t => t.Time / interval * interval);
        for (var start = _trades[0].Time / interval * interval; start + interval <= _now; start += interval)
        {
            var inside = byStart[start].ToList();
            var last = candles.Count > 0 ? candles[^1].Close : double.NaN;
            candles.Add(inside.Count == 0
                ? new Candle(new Timestamp(start), new Timestamp(start + interval), last, last, last, last, 0)
                : new Candle(new Timestamp(start), new Timestamp(start + interval), inside[0].Price, inside.Max(t => t.Price), inside.Min(t => t.Price), inside[^1].Price, inside.Sum(t => t.Quantity)));
        }

        return candles;
    }

    private double Volatility(double t1, double interval)
    {
        var inside = Candles(interval).Where(c => c.End.Nanoseconds >= Ago(t1)).ToList();
        var returns = inside.Zip(inside.Skip(1), (a, b) => Math.Log(b.Close / a.Close)).ToList();
        if (returns.Count < 2)
            return double.NaN;
        var mean = returns.Average();
        return 100 * Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Count - 1));
    }

    private static double Sma(double[] closes, int period) => closes.Length < period ? double.NaN : closes[^period..].Average();

    private static double[] Ema(double[] values, int period)
    {
        var averages = new List<double>();
        for (var i = period - 1; i < values.Length; i++)
            averages.Add(averages.Count == 0 ? values[..period].Average() : averages[^1] + ((values[i] - averages[^1]) * 2 / (period + 1)));
        return [.. averages];
    }

    private static (double[] Line, double[] Signal) Macd(double[] closes, Func<string, double> get)
    {
        var (fast, slow) = (Ema(closes, (int)get("fast")), Ema(closes, (int)get("slow")));
        double[] line = [.. slow.Select((s, i) => fast[i + fast.Length - slow.Length] - s)];
        return (line, Ema(line, (int)get("signal")));
    }

    private static double Last(double[] values) => values.Length == 0 ? double.NaN : values[^1];

    private static double PopulationDeviation(double[] closes, int period)
    {
        if (closes.Length < period)
            return double.NaN;
        var window = closes[^period..];
        return window.All(c => c == window[0]) ? 0 : Math.Sqrt(window.Sum(c => (c - window.Average()) * (c - window.Average())) / period);
    }

    private static double PercentB(double[] closes, int period, double deviations)
    {
        var half = deviations * PopulationDeviation(closes, period);
        return half == 0 || double.IsNaN(half) ? double.NaN : (closes[^1] - (Sma(closes, period) - half)) / (2 * half);
    }

    /// <summary>Wilder's averages: the mean of the first numbers, then (previous × (period − 1) + number) ÷ period.</summary>
    private static double Wilder(double[] values, int period)
    {
        if (values.Length < period)
            return double.NaN;
        var average = values[..period].Average();
        foreach (var value in values[period..])
            average = ((average * (period - 1)) + value) / period;
        return average;
    }

    private static double Rsi(double[] closes, int period)
    {
        double[] changes = [.. closes.Zip(closes.Skip(1), (a, b) => b - a)];
        var gain = Wilder([.. changes.Select(c => Math.Max(c, 0))], period);
        var loss = Wilder([.. changes.Select(c => Math.Max(-c, 0))], period);
        return loss == 0 ? gain == 0 ? 50 : 100 : 100 - (100 / (1 + (gain / loss)));
    }

    private static double Atr(List<Candle> candles, int period) => Wilder(
        [.. candles.Zip(candles.Skip(1), (a, b) => Math.Max(b.High - b.Low, Math.Max(Math.Abs(b.High - a.Close), Math.Abs(b.Low - a.Close))))], period);
}
