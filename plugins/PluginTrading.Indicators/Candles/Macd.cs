using System.Globalization;
using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>EMA(fast) − EMA(slow) of closes, its signal EMA and their difference, all in quote currency.</summary>
internal sealed class Macd
{
    private static readonly SharedComputation<Macd> Shared = new((market, parameters) => new Macd(market, parameters));

    private ExponentialAverage _fast;
    private ExponentialAverage _slow;
    private ExponentialAverage _signal;

    private Macd(MarketView market, ParameterValues parameters)
    {
        _fast = new(parameters.Integer("fast"));
        _slow = new(parameters.Integer("slow"));
        _signal = new(parameters.Integer("signal"));
        market.Candles(parameters["interval"]).Subscribe(OnCandle);
    }

    public static IndicatorFactory LineFactory { get; } =
        Factory("macd", "MACD: fast minus slow exponential average of closes.", macd => macd.Line);

    public static IndicatorFactory SignalFactory { get; } =
        Factory("macd_signal", "Signal line: exponential average of the MACD.", macd => macd.Signal);

    public static IndicatorFactory HistogramFactory { get; } =
        Factory("macd_histogram", "MACD minus its signal line.", macd => macd.Line - macd.Signal);

    private double Line => _fast.Value - _slow.Value;

    private double Signal => _signal.Value;

    private static IndicatorFactory Factory(string name, string description, Func<Macd, double> figure) => new(
        new()
        {
            Name = name,
            Description = description,
            Unit = "quote currency",
            Parameters =
            [
                Parameter.Candles("fast", 12, "Period of the fast average, closed candles; less than slow."),
                Parameter.Candles("slow", 26, "Period of the slow average, closed candles."),
                Parameter.Candles("signal", 9, "Period of the signal average, closed candles."),
                Parameter.Interval(),
            ],
        },
        (market, parameters) => new Figure<Macd>(Shared.Of(market, parameters), figure),
        Check);

    private static string? Check(ParameterValues parameters) => parameters["fast"] < parameters["slow"]
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"fast must be less than slow; found fast = {parameters["fast"]} and slow = {parameters["slow"]}.");

    private void OnCandle(in Candle candle)
    {
        _fast.Add(candle.Close);
        _slow.Add(candle.Close);
        if (double.IsFinite(Line))
            _signal.Add(Line);
    }
}
