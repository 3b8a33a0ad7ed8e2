using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>Wilder's relative strength index on closes, 0 to 100; 100 when there was no loss, 50 when neither gain nor loss.</summary>
internal sealed class Rsi : IIndicator
{
    private readonly int _period;
    private WilderAverage _gain;
    private WilderAverage _loss;
    private double _close = double.NaN;
    private long _changes;
    private long _flatChanges;

    private Rsi(CandleSeries candles, int period)
    {
        _period = period;
        _gain = new(period);
        _loss = new(period);
        candles.Subscribe(OnCandle);
    }

    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "rsi",
            Description = "Wilder's relative strength index on closes, 0 to 100.",
            Unit = "index",
            Parameters = [Parameter.Period(14), Parameter.Interval()],
        },
        (market, parameters) => new Rsi(market.Candles(parameters["interval"]), parameters.Integer("period")));

    public double Value { get; private set; } = double.NaN;

    private void OnCandle(in Candle candle)
    {
        var change = candle.Close - _close;
        _close = candle.Close;
        if (double.IsNaN(change))
            return;
        if (_changes >= _period && _period > 1 && change == 0)
        {
            // Both averages shrink by the same factor and their ratio stays; done later in one step, a long lull cannot underflow them.
            _flatChanges++;
            return;
        }

        _changes++;
        _gain.AddZeros(_flatChanges);
        _loss.AddZeros(_flatChanges);
        _flatChanges = 0;
        _gain.Add(Math.Max(0, change));
        _loss.Add(Math.Max(0, -change));
        Value = _gain.Value + _loss.Value is var sum && sum == 0 ? 50 : Finite.OrNaN(100 * _gain.Value / sum);
    }
}
