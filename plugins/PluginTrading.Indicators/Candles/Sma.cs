using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>Mean of the newest closes, quote currency.</summary>
internal sealed class Sma : IIndicator
{
    private readonly MovingMoments _closes = new();
    private readonly int _period;

    private Sma(CandleSeries candles, int period)
    {
        _period = period;
        candles.Subscribe(OnCandle);
    }

    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "sma",
            Description = "Simple moving average of closes.",
            Unit = "quote currency",
            Parameters = [Parameter.Period(20), Parameter.Interval()],
        },
        (market, parameters) => new Sma(market.Candles(parameters["interval"]), parameters.Integer("period")));

    public double Value { get; private set; } = double.NaN;

    private void OnCandle(in Candle candle)
    {
        if (_closes.Count == _period)
            _closes.DropOldest();
        _closes.Add(candle.Close);
        if (_closes.Count == _period)
            Value = Finite.OrNaN(_closes.Mean);
    }
}
