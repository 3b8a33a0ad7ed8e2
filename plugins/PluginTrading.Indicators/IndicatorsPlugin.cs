using PluginTrading.Indicators.Candles;
using PluginTrading.Indicators.Quotes;
using PluginTrading.Indicators.Windows;
using PluginTrading.Sdk.Plugins;

namespace PluginTrading.Indicators;

/// <summary>Registers the standard indicators.</summary>
public sealed class IndicatorsPlugin : IPlugin
{
    public void Register(IPluginRegistry registry)
    {
        foreach (var factory in Factories)
            registry.AddIndicator(factory);
    }

    private static IndicatorFactory[] Factories { get; } =
    [
        Twap.Factory,
        Vwap.Factory,
        PumpMagnitude.Factory,
        VolumeSurge.Factory,
        PriceMomentum.Factory,
        Velocity.Factory,
        MaxPrice.Factory,
        MinPrice.Factory,
        Drawdown.Factory,
        Volatility.Factory,
        Spread.Factory,
        Rsi.Factory,
        Sma.Factory,
        Ema.Factory,
        Macd.LineFactory,
        Macd.SignalFactory,
        Macd.HistogramFactory,
        Bollinger.UpperFactory,
        Bollinger.LowerFactory,
        Bollinger.PercentBFactory,
        Atr.Factory,
        FundingRate.Factory,
        Basis.Factory,
    ];
}
