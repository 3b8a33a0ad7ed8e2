using PluginTrading.Indicators.Numerics;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Indicators.Candles;

/// <summary>Wilder's average true range, quote currency; true ranges count from the second candle on.</summary>
internal sealed class Atr : IIndicator
{
    private WilderAverage _average;
    private double _close = double.NaN;

    private Atr(CandleSeries candles, int period)
    {
        _average = new(period);
        candles.Subscribe(OnCandle);
    }

    public static IndicatorFactory Factory { get; } = new(
        new()
        {
            Name = "atr",
            Description = "Wilder's average true range of candles.",
            Unit = "quote currency",
            Parameters = [Parameter.Period(14), Parameter.Interval()],
        },
        (market, parameters) => new Atr(market.Candles(parameters["interval"]), parameters.Integer("period")));

    public double Value => Finite.OrNaN(_average.Value);

    private void OnCandle(in Candle candle)
    {
        if (!double.IsNaN(_close))
            _average.Add(Math.Max(candle.High, _close) - Math.Min(candle.Low, _close));
        _close = candle.Close;
    }
}
