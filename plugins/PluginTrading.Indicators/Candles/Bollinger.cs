using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>Bollinger bands of closes: SMA ± deviations × population standard deviation.</summary>
internal sealed class Bollinger
{
    private static readonly SharedComputation<Bollinger> Shared = new((market, parameters) => new Bollinger(market, parameters));

    private readonly MovingMoments _closes = new();
    private readonly int _period;
    private readonly double _deviations;
    private double _mean = double.NaN;
    private double _halfWidth = double.NaN;

    private Bollinger(MarketView market, ParameterValues parameters)
    {
        _period = parameters.Integer("period");
        _deviations = parameters["deviations"];
        market.Candles(parameters["interval"]).Subscribe(OnCandle);
    }

    public static IndicatorFactory UpperFactory { get; } =
        Factory("bollinger_upper", "Upper Bollinger band of closes.", "quote currency", bands => bands.Upper);

    public static IndicatorFactory LowerFactory { get; } =
        Factory("bollinger_lower", "Lower Bollinger band of closes.", "quote currency", bands => bands.Lower);

    public static IndicatorFactory PercentBFactory { get; } =
        Factory("bollinger_pct_b", "Place of the last close between the Bollinger bands: 0 at the lower, 1 at the upper; not ready when they meet.", "ratio", bands => bands.PercentB);

    private double Upper => _mean + _halfWidth;

    private double Lower => _mean - _halfWidth;

    /// <summary>(close − lower) ÷ (upper − lower).</summary>
    private double PercentB => Upper - Lower == 0 ? double.NaN : (_closes.Newest - Lower) / (Upper - Lower);

    private static IndicatorFactory Factory(string name, string description, string unit, Func<Bollinger, double> figure) => new(
        new()
        {
            Name = name,
            Description = description,
            Unit = unit,
            Parameters =
            [
                Parameter.Period(20, minimum: 2),
                new() { Name = "deviations", Description = "Distance of the bands from the mean, standard deviations.", Default = 2, Minimum = 0, MinimumIsExclusive = true, Maximum = 100 },
                Parameter.Interval(),
            ],
        },
        (market, parameters) => new Figure<Bollinger>(Shared.Of(market, parameters), figure));

    private void OnCandle(in Candle candle)
    {
        if (_closes.Count == _period)
            _closes.DropOldest();
        _closes.Add(candle.Close);
        if (_closes.Count < _period)
            return;
        _mean = _closes.Mean;
        _halfWidth = _deviations * Math.Sqrt(_closes.SquaredDeviations / _period);
    }
}
