using System.Globalization;
using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>Sample standard deviation of the log returns between closed candles within a window, %. The window moves with the clock, between closes too.</summary>
internal sealed class Volatility : IIndicator
{
    private const int MostCandles = 1_000_000;

    private readonly MarketView _market;
    private readonly long _interval;
    private readonly long _window;
    private readonly MovingMoments _returns = new();
    private double _close = double.NaN;
    private long _oldestReturnStart;

    private Volatility(MarketView market, CandleSeries candles, double windowSeconds)
    {
        _market = market;
        _interval = candles.IntervalNanoseconds;
        _window = Timestamp.DurationOf(windowSeconds);
        candles.Subscribe(OnCandle);
    }

    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "volatility_pct",
            Description = "Sample standard deviation of the log returns between candles that closed in the last t1 seconds.",
            Unit = "%",
            Parameters = [Parameter.WindowLength(300), Parameter.Interval(5)],
        },
        (market, parameters) => new Volatility(market, market.Candles(parameters["interval"]), parameters["t1"]),
        Check);

    public double Value
    {
        get
        {
            DropReturnsBefore(_market.Now.Nanoseconds - _window);
            return _returns.Count < 2 ? double.NaN : Finite.OrNaN(100 * Math.Sqrt(_returns.SquaredDeviations / (_returns.Count - 1)));
        }
    }

    private static string? Check(ParameterValues parameters)
    {
        var (t1, interval) = (parameters["t1"], parameters["interval"]);
        if (t1 < 2 * interval)
            return string.Create(CultureInfo.InvariantCulture, $"t1 must be at least 2 × interval, because it takes two returns; found t1 = {t1} and interval = {interval}.");
        return t1 / interval <= MostCandles
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"t1 must be at most {MostCandles} × interval; found t1 = {t1} and interval = {interval}.");
    }

    private void OnCandle(in Candle candle)
    {
        if (_returns.Count == 0)
            _oldestReturnStart = candle.Start.Nanoseconds;
        if (!double.IsNaN(_close))
            _returns.Add(Math.Log(candle.Close / _close));
        _close = candle.Close;
        DropReturnsBefore(candle.End.Nanoseconds - _window);
    }

    /// <summary>A return goes from the end of one candle to that of the next.</summary>
    private void DropReturnsBefore(long time)
    {
        while (_returns.Count > 0 && _oldestReturnStart < time)
        {
            _returns.DropOldest();
            _oldestReturnStart += _interval;
        }
    }
}
