namespace PluginTrading.Results.Performance;

/// <summary>Mean and deviations of returns, updated one return at a time (Welford, Technometrics 4 (1962) 419).</summary>
internal struct ReturnMoments
{
    private double _squares;
    private double _downsideSquares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Whether a day had no return because the day before ended without equity.</summary>
    public bool HasUndefined { get; private set; }

    /// <summary>Divisor count − 1; needs two returns.</summary>
    public readonly double SampleDeviation => Math.Sqrt(_squares / (Count - 1));

    /// <summary>Root mean square of the returns below 0, over all days: those above count as 0.</summary>
    public readonly double DownsideDeviation => Math.Sqrt(_downsideSquares / Count);

    public void Add(double? dailyReturn)
    {
        if (dailyReturn is not { } value)
        {
            HasUndefined = true;
            return;
        }

        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
        if (value < 0)
            _downsideSquares += value * value;
    }
}
