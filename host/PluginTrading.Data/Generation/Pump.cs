namespace PluginTrading.Data.Generation;

/// <summary>
/// One pump and the dump after it. Shaped after pumps of small coins on Binance 2020–2021: some minutes of quiet buying, +10 to +40 % within 8 to 90 seconds
/// at 15 to 60 times the usual rate of trades, a short peak, half of the rise lost within five minutes and three quarters within thirty.
/// </summary>
internal sealed class Pump
{
    private readonly double _accumulationSeconds;
    private readonly double _accumulationRise;
    private readonly double _rampSeconds;
    private readonly double _rise;
    private readonly double _peakSeconds;
    private readonly double _dumpHalfLife;
    private readonly double _kept;
    private readonly double _peakRate;

    public Pump(double startSeconds, GeneratorRandom random)
    {
        StartSeconds = startSeconds;
        _accumulationSeconds = random.Between(60, 240);
        _accumulationRise = random.Between(0.005, 0.02);
        var u = random.Uniform();
        _rise = 0.10 + (0.30 * u * u);
        _rampSeconds = random.Between(8, 30) + (random.Uniform() < 0.4 ? random.Between(0, 60) : 0);
        _peakSeconds = random.Between(3, 15);
        _dumpHalfLife = random.Between(50, 140);
        _kept = random.Between(0.15, 0.4);
        _peakRate = random.Between(15, 60);
    }

    public double StartSeconds { get; }

    /// <summary>Price relative to what it would be without the pump.</summary>
    public double PriceFactor(double seconds)
    {
        var t = seconds - StartSeconds;
        if (t < _accumulationSeconds)
            return 1 + (_accumulationRise * t / _accumulationSeconds);
        t -= _accumulationSeconds;
        if (t < _rampSeconds)
        {
            // Fast from the start, flatter toward the peak.
            var x = t / _rampSeconds;
            return 1 + _accumulationRise + ((_rise - _accumulationRise) * x * (1.6 - (0.6 * x)));
        }

        t -= _rampSeconds;
        if (t < _peakSeconds)
            return 1 + _rise;
        t -= _peakSeconds;
        return 1 + (_rise * (((1 - _kept) * GeneratorRandom.Exp2(-t / _dumpHalfLife)) + (_kept * GeneratorRandom.Exp2(-t / 5400))));
    }

    /// <summary>Rate of trades relative to quiet times.</summary>
    public double RateFactor(double seconds)
    {
        var t = seconds - StartSeconds;
        if (t < _accumulationSeconds)
            return 1 + (2 * t / _accumulationSeconds);
        t -= _accumulationSeconds + _rampSeconds + _peakSeconds;
        return t < 0 ? _peakRate : 1 + ((_peakRate - 1) * GeneratorRandom.Exp2(-t / 90));
    }

    /// <summary>From −1 (all takers sell) to 1 (all buy).</summary>
    public double Imbalance(double seconds)
    {
        var t = seconds - StartSeconds - _accumulationSeconds;
        if (t < 0)
            return 0.3;
        t -= _rampSeconds;
        return t < 0 ? 0.6 : t < _peakSeconds ? 0.1 : -0.4 * GeneratorRandom.Exp2((_peakSeconds - t) / 180);
    }
}
