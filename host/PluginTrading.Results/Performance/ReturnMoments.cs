using System.Text.Json.Serialization;

namespace PluginTrading.Results.Performance;

/// <summary>Mean and deviations of returns, updated one return at a time (Welford, Technometrics 4 (1962) 419).</summary>
internal record struct ReturnMoments
{
    public long Count { get; set; }

    public double Mean { get; set; }

    /// <summary>Σ of squared distances from the mean.</summary>
    public double Squares { get; set; }

    /// <summary>Σ of squared returns below 0.</summary>
    public double DownsideSquares { get; set; }

    /// <summary>Whether a day had no return because the day before ended without equity.</summary>
    public bool HasUndefined { get; set; }

    /// <summary>Divisor count − 1; needs two returns.</summary>
    [JsonIgnore]
    public readonly double SampleDeviation => Math.Sqrt(Squares / (Count - 1));

    /// <summary>Root mean square of the returns below 0, over all days: those above count as 0.</summary>
    [JsonIgnore]
    public readonly double DownsideDeviation => Math.Sqrt(DownsideSquares / Count);

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
        Squares += distance * (value - Mean);
        if (value < 0)
            DownsideSquares += value * value;
    }
}
