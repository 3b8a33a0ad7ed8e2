using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>Exponential average of closes, quote currency.</summary>
internal sealed class Ema : IIndicator
{
    private ExponentialAverage _average;

    private Ema(CandleSeries candles, int period)
    {
        _average = new(period);
        candles.Subscribe(OnCandle);
    }

    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "ema",
            Description = "Exponential moving average of closes, seeded with the simple one.",
            Unit = "quote currency",
            Parameters = [Parameter.Period(20), Parameter.Interval()],
        },
        (market, parameters) => new Ema(market.Candles(parameters["interval"]), parameters.Integer("period")));

    public double Value => Finite.OrNaN(_average.Value);

    private void OnCandle(in Candle candle) => _average.Add(candle.Close);
}
